using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>A recording in the list.</summary>
/// <param name="Row">Its row of <c>records</c>.</param>
/// <param name="Leads">The names of its leads.</param>
internal sealed record ListedRecording(RecordRow Row, IReadOnlyList<string> Leads)
{
    /// <summary>The id that is unique in the lake.</summary>
    public string Id => Row.FullName;

    /// <summary>The duration in seconds; <see langword="null"/> if the sampling rate is unknown.</summary>
    public double? Seconds => Row.Samples / Row.SamplingRate;

    /// <summary>The text that a search examines.</summary>
    public string Text { get; } = string.Join('\n', [Row.FullName, Row.Sex, .. Row.Diagnoses.Select(DiagnosisName.Write), .. Row.Issues.Select(issue => issue.ToString()), .. Leads]);
}
