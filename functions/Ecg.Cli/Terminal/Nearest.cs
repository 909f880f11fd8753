namespace Ecg.Cli.Terminal;

/// <summary>Finds suggestions for a mistyped word.</summary>
internal static class Nearest
{
    /// <summary>Returns the candidates that differ little from a word, nearest first.</summary>
    public static IReadOnlyList<string> To(string word, IEnumerable<string> candidates, int atMost) =>
        [.. candidates
            .Select(candidate => (candidate, Distance: EditDistance.Between(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, word.Length / 3))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(atMost)
            .Select(pair => pair.candidate)];
}
