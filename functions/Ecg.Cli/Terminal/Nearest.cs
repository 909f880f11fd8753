namespace Ecg.Cli.Terminal;

/// <summary>Finds what a person may have meant.</summary>
internal static class Nearest
{
    /// <summary>The candidates that differ little from a word, the nearest first.</summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> candidates, int atMost) =>
        [.. candidates
            .Select(candidate => (candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, word.Length / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(atMost)
            .Select(pair => pair.candidate)];

    // Levenshtein's distance, one row at a time.
    private static int Distance(string left, string right)
    {
        int[] row = new int[right.Length + 1];
        for (int column = 0; column < row.Length; column++)
        {
            row[column] = column;
        }

        for (int line = 1; line <= left.Length; line++)
        {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.Length; column++)
            {
                int substituted = diagonal + (left[line - 1] == right[column - 1] ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(substituted, Math.Min(row[column - 1], diagonal) + 1);
            }
        }

        return row[^1];
    }
}
