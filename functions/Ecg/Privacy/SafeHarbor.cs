using System.Globalization;
using Ecg.Annotations;
using Ecg.Signals;
using Ecg.Signals.Metadata;

namespace Ecg.Privacy;

/// <summary>
/// De-identifies recordings by HIPAA's Safe Harbor, 45 CFR 164.514(b)(2)(i), before any of it is written: dates are cut to the
/// year (C), ages above 89 become 90 (C), and free text is removed, because it could contain a name or a number (A, B, D to R). Of the
/// source's text, only closed vocabularies remain: codes of diagnoses and rhythms, signal names, known units.
/// </summary>
/// <remarks>
/// The recording's key is not changed, and therefore <c>dataset</c>, <c>record_id</c> and <c>source_uri</c> are not: uploads must be
/// named without identifiers. The signal is not changed either.
/// </remarks>
internal static class SafeHarbor
{
    /// <summary>The value for all ages above 89, which the rule allows as one category: 90 or older.</summary>
    public const double OldestCategory = 90;

    private const double OldestAgeGiven = 89;

    // The values of these issues consist only of lead names and numbers.
    private static readonly HashSet<string> FixedIssues =
        new([.. IssueText.LeadKinds, IssueText.UnknownSamplingRate, IssueText.UnknownUnit], StringComparer.Ordinal);

    /// <summary>Returns the recording without identifiers.</summary>
    public static Recording Deidentify(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        IReadOnlyList<string> names = [.. recording.Leads.Select((lead, i) => NameOf(lead, i, recording.Leads.Count))];
        IReadOnlyList<string> columns = ColumnNames.Assign(names);
        return recording with
        {
            SignalPath = "The signal",
            Leads = [.. recording.Leads.Select((lead, i) => lead with { Name = names[i], ColumnName = columns[i], Unit = UnitOf(lead.Unit) })],
            RecordedAt = recording.RecordedAt is { } time ? new DateTime(time.Year, 1, 1, 0, 0, 0, time.Kind) : null,
            Age = recording.Age > OldestAgeGiven ? OldestCategory : recording.Age,
            Sex = recording.Sex is "Female" or "Male" ? recording.Sex : null,
            Diagnoses = [.. recording.Diagnoses.Where(ClinicalCode.IsOne)],
            Comments = [],
            Issues = IssuesOf(recording.Issues, names.SequenceEqual(recording.Leads.Select(lead => lead.Name), StringComparer.Ordinal)),
        };
    }

    /// <summary>Returns annotations of a file without their free text; codes of rhythms are kept.</summary>
    /// <param name="annotations">The annotations.</param>
    /// <param name="identified">The recording as it was read.</param>
    /// <param name="deidentified">The result of <see cref="Deidentify(Recording)"/> for it.</param>
    public static IReadOnlyList<Annotation> Deidentify(IReadOnlyList<Annotation> annotations, Recording identified, Recording deidentified)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        ArgumentNullException.ThrowIfNull(identified);
        ArgumentNullException.ThrowIfNull(deidentified);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((Lead before, Lead after) in identified.Leads.Zip(deidentified.Leads))
        {
            names.TryAdd(before.Name, after.Name);
        }

        return
        [
            .. annotations.Select(annotation => annotation with
            {
                Lead = annotation.Lead is { } lead ? names.GetValueOrDefault(lead) ?? SignalWords.Of(lead) : null,
                Note = annotation.Note is { } note && (ClinicalCode.IsRhythm(note) || note == ReferenceAnnotations.FibrillationNote) ? note : null,
            }),
        ];
    }

    /// <summary>Returns the rejection in words that quote nothing from the upload.</summary>
    public static RejectedException Deidentify(RejectedException rejection)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        string what = rejection.Reason switch
        {
            RejectionReason.CorruptFile => "The file is damaged",
            RejectionReason.UnsupportedFormat => "The format is not supported",
            RejectionReason.NoSignal => "No variable can be the signal",
            RejectionReason.AmbiguousSignal => "Several variables could be the signal",
            RejectionReason.EmptySignal => "The signal has no samples",
            RejectionReason.HeaderMismatch => "The header or dataset.json cannot be read, or describes another signal",
            RejectionReason.TooLarge => "The recording, or its name, is too large",
            RejectionReason.Segment => "The file is a segment of a record, which is the recording",
            _ => "The recording cannot be converted",
        };
        return new RejectedException(rejection.Reason, $"{what}. The lake is de-identified, so no details are stored: run `ecg inspect` on the upload.");
    }

    private static string NameOf(Lead lead, int position, int leads) =>
        SignalWords.Of(lead.Name) ?? (leads == 1 ? "ecg" : string.Create(CultureInfo.InvariantCulture, $"ch{position + 1}"));

    private static string UnitOf(string unit) =>
        unit is PhysicalUnit.AdcUnits or PhysicalUnit.UnknownName || PhysicalUnit.IsKnown(unit) ? unit : PhysicalUnit.UnknownName;

    private static List<Issue> IssuesOf(IReadOnlyList<Issue> issues, bool leadsKeepTheirNames)
    {
        List<Issue> kept =
        [
            .. issues.Where(issue => FixedIssues.Contains(issue.Kind))
                .Select(issue => leadsKeepTheirNames || issue.Value is null ? issue : issue with { Value = null }),
        ];
        int others = issues.Count - kept.Count;
        if (others > 0)
        {
            kept.Add(new Issue(IssueText.LeftOut, others.ToString(CultureInfo.InvariantCulture)));
        }

        return kept;
    }
}
