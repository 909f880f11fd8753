namespace Ecg.Cli.Reporting;

/// <summary>How many of a kind are good, suspect and bad.</summary>
/// <param name="Name">What is counted: a dataset, a lead.</param>
internal sealed record QualityCount(string Name)
{
    /// <summary>The words for a quality, the worst first.</summary>
    public static IReadOnlyList<string> Words { get; } = ["bad", "suspect", "good"];

    private readonly long[] _counts = new long[3];

    /// <summary>How many there are, those without a word for their quality too.</summary>
    public long Total { get; private init; }

    /// <summary>How many there are of a quality.</summary>
    public long Of(string word) => _counts[Place(word)];

    /// <summary>Which part of all are of a quality, from 0 to 1.</summary>
    public double Share(string word) => Total == 0 ? 0 : (double)Of(word) / Total;

    /// <summary>The count with so many more of a quality.</summary>
    /// <param name="quality">The word; <see langword="null"/> where the lake does not say.</param>
    /// <param name="more">How many.</param>
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
