using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>A recording as the report tells of it.</summary>
/// <param name="Row">What a plot needs of it.</param>
/// <param name="Format">The format it came in, such as <c>mat-v7</c>; <see langword="null"/> where the lake does not say.</param>
/// <param name="Leads">The names of its leads.</param>
/// <param name="Quality">The word for it; <see langword="null"/> where the lake does not say.</param>
internal sealed record ReportedRecording(RecordRow Row, string? Format, IReadOnlyList<string> Leads, string? Quality)
{
    /// <summary>The recording's place on the page, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The identifier of the recording's strip within the page.</summary>
    public string Anchor => $"recording-{Number}";
}
