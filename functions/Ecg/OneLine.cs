namespace Ecg;

/// <summary>Makes text from a file fit for a message: one short line that a terminal shows as it is.</summary>
internal static class OneLine
{
    private const int LongestQuote = 48;

    /// <summary>The text in quotation marks, control characters replaced, cut after a few words' length.</summary>
    public static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= LongestQuote ? $"\"{Clean(text)}\"" : $"\"{Clean(text[..LongestQuote])}...\"";

    /// <summary>The text without the blanks around it, every control or separator character a blank.</summary>
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

    /// <summary>The items with commas between them; those beyond <paramref name="most"/> are only counted.</summary>
    public static string List(IReadOnlyCollection<string> items, int most = 8) =>
        items.Count <= most
            ? string.Join(", ", items)
            : $"{string.Join(", ", items.Take(most))} and {items.Count - most} more";

    private static bool IsPrintable(char c) =>
        !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\u2028' or '\u2029' or '\ufeff');
}
