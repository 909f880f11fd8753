namespace Ecg.Cli.Reporting;

/// <summary>What a lake holds in numbers.</summary>
/// <param name="Recordings">The recordings.</param>
/// <param name="Datasets">The datasets that have a recording.</param>
/// <param name="Leads">The leads of all recordings.</param>
/// <param name="Seconds">The length of all recordings whose rate is known.</param>
/// <param name="Good">The recordings that nothing is wrong with.</param>
/// <param name="Suspect">The recordings to look at before they are used.</param>
/// <param name="Bad">The recordings with a lead of no use.</param>
/// <param name="Rejected">The files that could not be converted.</param>
internal sealed record LakeTotals(
    long Recordings, long Datasets, long Leads, double Seconds, long Good, long Suspect, long Bad, long Rejected)
{
    /// <summary>What was found at places of the recordings: how many of each kind, the most first.</summary>
    public IReadOnlyList<(string Kind, long Count)> Annotations { get; init; } = [];
}
