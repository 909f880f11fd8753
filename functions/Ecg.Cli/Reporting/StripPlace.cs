using Ecg.Annotations;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>Which lead of a recording a strip shows, and from where on: what is wrong, or the usual lead from the beginning.</summary>
/// <param name="Lead">The lead.</param>
/// <param name="First">The first sample.</param>
/// <param name="Finding">What was found there; <see langword="null"/> where nothing is.</param>
internal sealed record StripPlace(LakeLead Lead, long First, StripPlace.Defect? Finding)
{
    private const string NotOfSignal = $"'{AnnotationKind.Beat}', '{AnnotationKind.Rhythm}', '{AnnotationKind.Note}'";
    private const double PartBefore = 0.25;

    /// <summary>Chooses: of a recording that is not good the longest defect of its worst lead that has one.</summary>
    public static StripPlace Of(LakeRecords records, RecordRow record, CancellationToken cancellationToken)
    {
        IReadOnlyList<LakeLead> leads = records.LeadsOf(record, cancellationToken);
        if (record.Quality is null or "good")
        {
            return new StripPlace(Usual(leads), 0, null);
        }

        LakeLead[] worstFirst = [.. leads.OrderBy(lead => QualityRank.Of(lead.Quality))];
        List<Defect> defects = DefectsOf(records, record, cancellationToken);
        foreach (LakeLead lead in worstFirst.Where(lead => QualityRank.Of(lead.Quality) < QualityRank.Of("good")))
        {
            if (defects.Find(defect => defect.Lead is null || defect.Lead == lead.Name) is { } found)
            {
                return new StripPlace(lead, FirstOf(found, record), found);
            }
        }

        return new StripPlace(QualityRank.Of(worstFirst[0].Quality) < QualityRank.Of("good") ? worstFirst[0] : Usual(leads), 0, null);
    }

    /// <summary>The lead that tells most on its own: II, else the first.</summary>
    private static LakeLead Usual(IReadOnlyList<LakeLead> leads) => leads.FirstOrDefault(lead => LeadName.Write(lead.Name) == "II") ?? leads[0];

    // The signal before the defect shows what it is a defect of.
    private static long FirstOf(Defect defect, RecordRow record)
    {
        int shown = Strip.SamplesOf(record);
        return Math.Max(0, Math.Min(defect.Start - (long)(shown * PartBefore), record.Samples - shown));
    }

    // The longest first. A lake that an earlier version wrote has none.
    private static List<Defect> DefectsOf(LakeRecords records, RecordRow record, CancellationToken cancellationToken)
    {
        var defects = new List<Defect>();
        records.QueryFile(
            record,
            PipelineContract.AnnotationsTable,
            file => $"""
                SELECT kind, lead, start_sample, end_sample FROM {file}
                WHERE source = '{AnnotationSource.Pipeline}' AND kind NOT IN ({NotOfSignal}) AND end_sample > start_sample
                ORDER BY end_sample - start_sample DESC, start_sample, lead
                """,
            reader =>
            {
                while (reader.Read())
                {
                    defects.Add(new Defect(reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3)));
                }
            },
            cancellationToken);
        return defects;
    }

    /// <summary>A stretch with something wrong.</summary>
    /// <param name="Kind">What it is, as <see cref="AnnotationKind"/> has it.</param>
    /// <param name="Lead">The lead; <see langword="null"/> for all.</param>
    /// <param name="Start">The first sample.</param>
    /// <param name="End">The first sample behind it.</param>
    internal sealed record Defect(string Kind, string? Lead, long Start, long End)
    {
        /// <summary>What it is in words.</summary>
        public string Name => Kind switch
        {
            AnnotationKind.Missing => "missing samples",
            AnnotationKind.Flat => "flat line",
            AnnotationKind.Clipped => "clipping",
            _ => Kind,
        };
    }
}
