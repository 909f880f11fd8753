namespace Ecg;

/// <summary>Turns text from a file into one short line that is safe to print on a terminal.</summary>
internal static class OneLine
{
    private const int LongestQuote = 48;

    /// <summary>Returns the text in quotation marks, with control characters replaced, and shortened to a few words.</summary>
    public static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= LongestQuote ? $"\"{Clean(text)}\"" : $"\"{Clean(text[..LongestQuote])}...\"";

    /// <summary>Returns the text trimmed, with control and separator characters replaced by spaces.</summary>
    public static string Clean(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> trimmed = text.Trim();
        return string.Create(trimmed.Length, trimmed, static (line, source) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                line[i] = IsPrintable(source[i]) ? source[i] : ' ';
            }
        }).Trim();
    }

    /// <summary>Returns the items separated by commas; items beyond <paramref name="most"/> are only counted.</summary>
    public static string List(IReadOnlyCollection<string> items, int most = 8) =>
        items.Count <= most
            ? string.Join(", ", items)
            : $"{string.Join(", ", items.Take(most))} and {items.Count - most} more";

    private static bool IsPrintable(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\ufeff');
}
