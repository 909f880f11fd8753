using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Querying;

namespace Ecg.Cli.View;

/// <summary>A recording as the list shows it.</summary>
/// <param name="Row">Its row of <c>records</c>.</param>
/// <param name="Leads">The names of its leads.</param>
internal sealed record ListedRecording(RecordRow Row, IReadOnlyList<string> Leads)
{
    /// <summary>The name that no other recording of the lake has.</summary>
    public string Id => Row.FullName;

    /// <summary>The length in seconds; <see langword="null"/> where the rate is unknown.</summary>
    public double? Seconds => Row.Samples / Row.SamplingRate;

    /// <summary>What the text of a search is looked for in.</summary>
    public string Text { get; } = string.Join('\n', [Row.FullName, Row.Sex, .. Row.Diagnoses.Select(DiagnosisName.Write), .. Row.Issues.Select(issue => issue.ToString()), .. Leads]);
}
