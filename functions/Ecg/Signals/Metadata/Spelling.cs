namespace Ecg.Signals.Metadata;

/// <summary>Suggests the correct spelling of a misspelled word.</summary>
internal static class Spelling
{
    private const int LongestWord = 32;

    /// <summary>Returns the closest known word if it is close enough to be meant, otherwise <see langword="null"/>.</summary>
    public static string? FindNear(string word, IReadOnlyList<string> known)
    {
        string plain = Plain(word);
        if (plain.Length is 0 or > LongestWord)
        {
            return null;
        }

        string nearest = known.MinBy(candidate => EditDistance.Between(plain, Plain(candidate)))!;
        return EditDistance.Between(plain, Plain(nearest)) <= (Plain(nearest).Length + 1) / 3 || Contains(plain, Plain(nearest)) ? nearest : null;
    }

    private static bool Contains(string word, string known) =>
        known.Length > 3 && (word.StartsWith(known, StringComparison.Ordinal) || known.StartsWith(word, StringComparison.Ordinal) && word.Length > 3);

    private static string Plain(string word) =>
        word.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
}
