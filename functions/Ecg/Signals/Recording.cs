namespace Ecg.Signals;

/// <summary>A recording: its signal and all that is known of it before a sample is looked at.</summary>
public sealed record Recording
{
    /// <summary>The form of the file, such as <c>mat-v4</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The variable that holds the samples, in MATLAB's syntax, for a message.</summary>
    public string SignalPath { get; init; } = "The signal";

    /// <summary>The samples. Whoever made the recording disposes of the buffer.</summary>
    public required SignalMatrix Matrix { get; init; }

    /// <summary>The leads in the order of the matrix.</summary>
    public required IReadOnlyList<Lead> Leads { get; init; }

    /// <summary>The sampling rate in Hz, more than 0; <see langword="null"/> where it is unknown.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>When the recording began, by the recorder's clock; <see langword="null"/> where that is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> where it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex as the source has it, in words: <c>Female</c>, <c>Male</c>; <see langword="null"/> where unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses as the source has them: SNOMED codes or words.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The header's free comments.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>What was found wanting while the metadata was read, one short phrase each.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
}
