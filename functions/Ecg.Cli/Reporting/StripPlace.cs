using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>The lead and the part of a recording that a strip shows: the worst finding, or the usual lead from the start.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="First">The first sample.</param>
/// <param name="Finding">The finding there; <see langword="null"/> if there is none.</param>
internal sealed record StripPlace(LakeLead Lead, long First, LakeStretch? Finding)
{
    private const double PartBefore = 0.25;

    /// <summary>Chooses the longest defect of the worst lead that has one, if the recording is not good.</summary>
    public static StripPlace Of(LakeRecords records, RecordRow record, CancellationToken cancellationToken)
    {
        IReadOnlyList<LakeLead> leads = records.LeadsOf(record, cancellationToken);
        if (record.Quality is null or "good")
        {
            return new StripPlace(Usual(leads), 0, null);
        }

        LakeLead[] worstFirst = [.. leads.OrderBy(lead => QualityRank.Of(lead.Quality))];
        LakeStretch[] defects = [.. LongestFirst(records.StretchesOf(record, 0, record.Samples, cancellationToken))];
        foreach (LakeLead lead in worstFirst.Where(lead => QualityRank.Of(lead.Quality) < QualityRank.Of("good")))
        {
            if (Array.Find(defects, defect => defect.Lead is null || defect.Lead == lead.Name) is { } found)
            {
                return new StripPlace(lead, FirstOf(found, record), found);
            }
        }

        return new StripPlace(QualityRank.Of(worstFirst[0].Quality) < QualityRank.Of("good") ? worstFirst[0] : Usual(leads), 0, null);
    }

    /// <summary>Returns the most informative lead: II, otherwise the first.</summary>
    private static LakeLead Usual(IReadOnlyList<LakeLead> leads) => leads.FirstOrDefault(lead => LeadName.Write(lead.Name) == "II") ?? leads[0];

    // The signal before the defect shows the difference.
    private static long FirstOf(LakeStretch defect, RecordRow record)
    {
        int shown = Strip.SamplesOf(record);
        return Math.Max(0, Math.Min(defect.Start - (long)(shown * PartBefore), record.Samples - shown));
    }

    private static IEnumerable<LakeStretch> LongestFirst(IReadOnlyList<LakeStretch> defects) =>
        defects.OrderByDescending(defect => defect.End - defect.Start)
            .ThenBy(defect => defect.Start)
            .ThenBy(defect => defect.Lead is null)
            .ThenBy(defect => defect.Lead, StringComparer.Ordinal);
}
