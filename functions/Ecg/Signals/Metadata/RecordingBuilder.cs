using Ecg.Signals.Selection;

namespace Ecg.Signals.Metadata;

/// <summary>Builds a recording from its signal and metadata.</summary>
internal static class RecordingBuilder
{
    /// <summary>
    /// Builds a recording. Each item comes from the first source that states it: the header with the defaults of header(5), the
    /// file's variables, the dataset's metadata, the caller's defaults. Missing or implausible items become issues.
    /// </summary>
    /// <returns>The recording. Its matrix shares the buffer of <see cref="RecordingSources.Signal"/>.</returns>
    /// <exception cref="RejectedException">
    /// The header describes another matrix (<see cref="RejectionReason.HeaderMismatch"/>), or the matrix is too large
    /// for a recording (<see cref="RejectionReason.TooLarge"/>).
    /// </exception>
    public static Recording Build(RecordingSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var issues = new IssueList();
        issues.AddRange(sources.Signal.Issues);
        issues.AddRange(sources.Hints);
        issues.AddRange(sources.Header?.Issues ?? []);
        issues.AddRange(sources.Dataset?.Issues ?? []);

        HeaderSignals? header = sources.Header is null ? null : HeaderSignals.Of(sources.Header, sources.FileName, issues);
        SignalMatrix matrix = MatrixShape.Orient(sources.Signal, header, issues);
        var variables = new FileVariables(sources.Variables, sources.Signal.Array.Path);
        TimeAxis? axis = null;
        bool isNamed = SignalName.RankOf(sources.Signal.Array.Path) == SignalName.Highest || (sources.Defaults.Signal ?? sources.Dataset?.Signal) is not null;
        LeadPlaces places = header is null ? AxisLeads.LeaveOut(matrix, isNamed ? null : sources.Signal.Array.Path, issues, out axis) : LeadPlaces.All(matrix.LeadCount);
        IReadOnlyList<string> names = new LeadNaming(sources, variables, places, issues).Names(header?.Signals);
        Lead[] leads = header is null
            ? LeadsWithoutHeader(sources, variables, places, names, issues)
            : new HeaderLeads(sources.Signal.Array, header, matrix.SampleCount, issues).Create(names);
        var subject = new SubjectDetails(sources, variables, issues);
        return new Recording
        {
            Format = sources.Format,
            SignalPath = OneLine.Clean(sources.Signal.Array.Path),
            Matrix = matrix,
            Leads = leads,
            SamplingRate = new SamplingRate(sources, header, variables, matrix.SampleCount, issues).Find(axis),
            RecordedAt = subject.RecordedAt(),
            Age = subject.Age(),
            Sex = subject.Sex(),
            Diagnoses = subject.Diagnoses(),
            Comments = subject.Comments(),
            Issues = issues.ToList(leads.Length),
        };
    }

    private static Lead[] LeadsWithoutHeader(
        RecordingSources sources, FileVariables variables, LeadPlaces places, IReadOnlyList<string> names, IssueList issues)
    {
        var calibration = new LeadCalibration(sources, variables, places, issues);
        IReadOnlyList<string> columns = ColumnNames.Assign(names);
        var leads = new Lead[names.Count];
        for (int i = 0; i < leads.Length; i++)
        {
            (PhysicalUnit unit, double? gain, int? baseline) = calibration.Of(i, names[i]);
            leads[i] = new Lead
            {
                Position = places.Positions[i],
                Name = names[i],
                ColumnName = columns[i],
                Unit = unit.Name,
                UnitScale = unit.Scale,
                Gain = gain,
                Baseline = baseline,
            };
        }

        return leads;
    }
}
