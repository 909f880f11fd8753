using System.Collections.Immutable;

namespace Infra.Tests.Schema;

/// <summary>A type in the words of the facts: <c>list(object(s3.BucketCorsRule))</c> is a kind, <c>list</c>, of other types or of a name.</summary>
internal sealed record SchemaType(string Kind, ImmutableArray<SchemaType> Arguments)
{
    /// <summary>Takes a type apart.</summary>
    public static SchemaType Parse(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return new SchemaType(text, []);
        }

        if (!text.EndsWith(')'))
        {
            throw new FormatException($"'{text}' is not a type.");
        }

        ImmutableArray<SchemaType>.Builder arguments = ImmutableArray.CreateBuilder<SchemaType>();
        int depth = 0;
        int start = open + 1;
        for (int i = start; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && text[i] == ','))
            {
                arguments.Add(Parse(text[start..i]));
                start = i + 1;
            }
        }

        return new SchemaType(text[..open], arguments.ToImmutable());
    }

    /// <inheritdoc/>
    public override string ToString()
        => Kind switch
        {
            "object" or "enum" => Arguments[0].Kind,
            "union" => string.Join(" or ", Arguments),
            _ when Arguments.IsEmpty => Kind,
            _ => $"{Kind} of {string.Join(", ", Arguments)}",
        };
}
