namespace Ecg.Cli.Reporting;

/// <summary>The totals of a lake.</summary>
/// <param name="Recordings">The number of recordings.</param>
/// <param name="Datasets">The number of datasets with a recording.</param>
/// <param name="Leads">The number of leads of all recordings.</param>
/// <param name="Seconds">The duration of all recordings whose sampling rate is known.</param>
/// <param name="Good">The number of good recordings.</param>
/// <param name="Suspect">The number of suspect recordings.</param>
/// <param name="Bad">The number of bad recordings.</param>
/// <param name="Rejected">The number of rejected files.</param>
internal sealed record LakeTotals(
    long Recordings, long Datasets, long Leads, double Seconds, long Good, long Suspect, long Bad, long Rejected)
{
    /// <summary>The number of annotations of each kind, most frequent first.</summary>
    public IReadOnlyList<(string Kind, long Count)> Annotations { get; init; } = [];
}
