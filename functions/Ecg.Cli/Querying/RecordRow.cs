namespace Ecg.Cli.Querying;

/// <summary>A row of <c>records</c>, as far as a plot needs it.</summary>
internal sealed record RecordRow
{
    /// <summary>The dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The recording's name within its dataset.</summary>
    public required string RecordId { get; init; }

    /// <summary>The file of <c>records</c> that the row stands in.</summary>
    public required string File { get; init; }

    /// <summary>The sampling rate in Hz; <see langword="null"/> where it is unknown.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The number of samples of each lead.</summary>
    public required long Samples { get; init; }

    /// <summary>When the recording began; <see langword="null"/> where that is unknown.</summary>
    public DateTime? RecordedAt { get; init; }

    /// <summary>The age in years; <see langword="null"/> where it is unknown.</summary>
    public double? Age { get; init; }

    /// <summary>The sex; <see langword="null"/> where it is unknown.</summary>
    public string? Sex { get; init; }

    /// <summary>The diagnoses; empty where none is stated.</summary>
    public IReadOnlyList<string> Diagnoses { get; init; } = [];

    /// <summary>The recording's issues; empty where there is none.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>The name that no other recording of the lake has.</summary>
    public string FullName => $"{Dataset}/{RecordId}";
}
