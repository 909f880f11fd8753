namespace Ecg.Cli.Terminal;

/// <summary>Finds what a person may have meant.</summary>
internal static class Nearest
{
    /// <summary>The candidates that differ little from a word, the nearest first.</summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> candidates, int atMost) =>
        [.. candidates
            .Select(candidate => (candidate, Distance: EditDistance.Between(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, word.Length / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(atMost)
            .Select(pair => pair.candidate)];
}
