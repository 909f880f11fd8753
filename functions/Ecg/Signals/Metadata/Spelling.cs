namespace Ecg.Signals.Metadata;

/// <summary>Guesses which word a misspelled one stands for.</summary>
internal static class Spelling
{
    private const int LongestWord = 32;

    /// <summary>The known word that is nearest to another, if it is near enough to be meant; otherwise <see langword="null"/>.</summary>
    public static string? FindNear(string word, IReadOnlyList<string> known)
    {
        string plain = Plain(word);
        if (plain.Length is 0 or > LongestWord)
        {
            return null;
        }

        string nearest = known.MinBy(candidate => Distance(plain, Plain(candidate)))!;
        return Distance(plain, Plain(nearest)) <= (Plain(nearest).Length + 1) / 3 || Contains(plain, Plain(nearest)) ? nearest : null;
    }

    private static bool Contains(string word, string known) =>
        known.Length > 3 && (word.StartsWith(known, StringComparison.Ordinal) || known.StartsWith(word, StringComparison.Ordinal) && word.Length > 3);

    private static string Plain(string word) =>
        word.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    // Levenshtein's distance, one row of the table at a time.
    private static int Distance(string a, string b)
    {
        Span<int> row = stackalloc int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
