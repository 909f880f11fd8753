namespace Ecg.Cli.Terminal;

/// <summary>Breaks a text into lines between its words.</summary>
internal static class WordWrap
{
    /// <summary>The lines; a word that is longer than a line has one of its own.</summary>
    /// <param name="text">The text, whose own line breaks count as blanks.</param>
    /// <param name="width">The most columns of a line.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        if (line.Length > 0)
        {
            yield return line;
        }
    }
}
