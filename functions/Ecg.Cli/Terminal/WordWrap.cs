namespace Ecg.Cli.Terminal;

/// <summary>Wraps text at words.</summary>
internal static class WordWrap
{
    /// <summary>Returns the lines; a word that is longer than a line gets its own.</summary>
    /// <param name="text">The text; its line breaks count as spaces.</param>
    /// <param name="width">The maximum width of a line.</param>
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
