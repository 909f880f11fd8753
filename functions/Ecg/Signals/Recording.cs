namespace Ecg.Signals;

/// <summary>A recording: its signal, and its metadata before any sample is examined.</summary>
public sealed record Recording
{
    /// <summary>The format of the file, such as <c>mat-v4</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The variable with the samples in MATLAB's syntax, for messages.</summary>
    public string SignalPath { get; init; } = "The signal";

    /// <summary>The samples. The creator of the recording must dispose the buffer.</summary>
    public required SignalMatrix Matrix { get; init; }

    /// <summary>The leads in the order of the matrix.</summary>
    public required IReadOnlyList<Lead> Leads { get; init; }

    /// <summary>The sampling rate in Hz, more than 0; <see langword="null"/> if it is unknown.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The start of the recording by the recorder's clock; <see langword="null"/> if it is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> if it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex as a word: <c>Female</c>, <c>Male</c>, or as in the source; <see langword="null"/> if it is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses as in the source: codes or words.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The header's free comments.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Problems with the metadata, one short phrase each.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];
}
