using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>A recording in the report.</summary>
/// <param name="Row">The properties that a plot needs.</param>
/// <param name="Format">The source's format, such as <c>mat-v7</c>; <see langword="null"/> if it is unknown.</param>
/// <param name="Leads">The names of its leads.</param>
/// <param name="Quality">The quality; <see langword="null"/> if it is unknown.</param>
internal sealed record ReportedRecording(RecordRow Row, string? Format, IReadOnlyList<string> Leads, string? Quality)
{
    /// <summary>The recording's number on the page, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The anchor of the recording's strip on the page.</summary>
    public string Anchor => $"recording-{Number}";
}
