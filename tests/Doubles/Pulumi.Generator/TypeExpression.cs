using System.Collections.Immutable;

namespace Pulumi.Generator;

/// <summary>A type in the words of the facts: <c>list(object(s3.BucketCorsRule))</c> is a kind, <c>list</c>, with what is in its brackets.</summary>
internal readonly struct TypeExpression
{
    private TypeExpression(string kind, ImmutableArray<string> arguments)
    {
        Kind = kind;
        Arguments = arguments;
    }

    /// <summary>What comes before the brackets.</summary>
    public string Kind { get; }

    /// <summary>What is in the brackets.</summary>
    public ImmutableArray<string> Arguments { get; }

    /// <summary>Takes a type apart.</summary>
    public static TypeExpression Parse(string text)
    {
        int open = text.IndexOf('(');
        if (open < 0)
        {
            return new TypeExpression(text, []);
        }

        ImmutableArray<string>.Builder arguments = ImmutableArray.CreateBuilder<string>();
        int depth = 0;
        int start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            bool isEnd = i == text.Length - 1;
            if (isEnd || (text[i] == ',' && depth == 0))
            {
                arguments.Add(text.Substring(start, i - start));
                start = i + 1;
            }

            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        }

        return new TypeExpression(text.Substring(0, open), arguments.ToImmutable());
    }
}
