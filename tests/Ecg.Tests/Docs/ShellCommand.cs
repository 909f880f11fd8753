using System.Text;

namespace Ecg.Tests.Docs;

/// <summary>A command of a block that a POSIX shell would run.</summary>
/// <param name="Line">The line in the document on which it begins.</param>
/// <param name="Text">It as it is written, without the comment.</param>
/// <param name="Words">The command and its arguments, without their quotes.</param>
/// <param name="Input">The file that its standard input comes from, or <see langword="null"/>.</param>
/// <param name="Output">The file that its results go to, or <see langword="null"/>.</param>
internal sealed record ShellCommand(int Line, string Text, IReadOnlyList<string> Words, string? Input, string? Output)
{
    private const string Operators = "|&;()`";

    /// <summary>The commands of a block.</summary>
    /// <exception cref="FormatException">A command is more than words, quotes and redirections.</exception>
    public static IReadOnlyList<ShellCommand> Of(FencedBlock block)
    {
        var commands = new List<ShellCommand>();
        string text = block.Text;
        for (int place = 0; place < text.Length; place++)
        {
            int line = block.Line + 1 + text.AsSpan(0, place).Count('\n');
            if (Read(text, ref place, line) is { } command)
            {
                commands.Add(command);
            }
        }

        return commands;
    }

    // Leaves the place at the end of the command's last line.
    private static ShellCommand? Read(string text, ref int place, int line)
    {
        (int start, int end) = (place, place);
        var words = new List<string>();
        string? input = null, output = null;
        while (place < text.Length && text[place] != '\n')
        {
            switch (text[place])
            {
                case ' ':
                    place++;
                    break;
                case '#':
                    place = text.IndexOf('\n', place);
                    break;
                case '<':
                    input = Target(text, ref place);
                    end = place;
                    break;
                case '>':
                    output = Target(text, ref place);
                    end = place;
                    break;
                default:
                    words.Add(Word(text, ref place));
                    end = place;
                    break;
            }
        }

        return words.Count == 0 ? null : new ShellCommand(line, text[start..end], words, input, output);
    }

    private static string Target(string text, ref int place)
    {
        for (place++; text[place] == ' ';)
        {
            place++;
        }

        return Word(text, ref place);
    }

    private static string Word(string text, ref int place)
    {
        var word = new StringBuilder();
        for (; place < text.Length && text[place] is not (' ' or '\n'); place++)
        {
            char mark = text[place];
            if (mark is '\'' or '"')
            {
                int close = text.IndexOf(mark, place + 1);
                if (close < 0)
                {
                    throw new FormatException($"the quote {mark} is not closed");
                }

                word.Append(text, place + 1, close - place - 1);
                place = close;
            }
            else if (Operators.Contains(mark, StringComparison.Ordinal))
            {
                throw new FormatException($"the test does not know what {mark} does");
            }
            else
            {
                word.Append(mark);
            }
        }

        return word.ToString();
    }
}
