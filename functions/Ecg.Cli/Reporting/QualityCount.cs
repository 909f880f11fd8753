namespace Ecg.Cli.Reporting;

/// <summary>The number of good, suspect and bad items.</summary>
/// <param name="Name">The name of the dataset or lead.</param>
internal sealed record QualityCount(string Name)
{
    /// <summary>The qualities, worst first.</summary>
    public static IReadOnlyList<string> Words { get; } = ["bad", "suspect", "good"];

    private readonly long[] _counts = new long[3];

    /// <summary>The total, including items of unknown quality.</summary>
    public long Total { get; private init; }

    /// <summary>Returns the number with a quality.</summary>
    public long Of(string word) => _counts[Place(word)];

    /// <summary>Returns the fraction with a quality, 0 to 1.</summary>
    public double Share(string word) => Total == 0 ? 0 : (double)Of(word) / Total;

    /// <summary>Returns the counts with more items of a quality.</summary>
    /// <param name="quality">The quality; <see langword="null"/> if it is unknown.</param>
    /// <param name="more">The number of items.</param>
    public QualityCount With(string? quality, long more)
    {
        var sum = new QualityCount(Name) { Total = Total + more };
        _counts.CopyTo(sum._counts, 0);
        if (quality is not null && Place(quality) is >= 0 and var place)
        {
            sum._counts[place] += more;
        }

        return sum;
    }

    private static int Place(string word) => Words.ToList().IndexOf(word);
}
