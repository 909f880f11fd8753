using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake;

/// <summary>The outcome of the conversion of one object.</summary>
public sealed record ConversionResult
{
    /// <summary>The raw object's key.</summary>
    public required string Key { get; init; }

    /// <summary>The raw object's address.</summary>
    public required string Source { get; init; }

    /// <summary>The outcome.</summary>
    public required ConversionStatus Status { get; init; }

    /// <summary>The recording's id within its dataset.</summary>
    public required string RecordId { get; init; }

    /// <summary>The recording's dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>The format of the file; <see langword="null"/> if it was not recognised.</summary>
    public string? Format { get; init; }

    /// <summary>The names of the leads; empty unless converted.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];

    /// <summary>The number of samples of each lead; <see langword="null"/> unless converted.</summary>
    public long? Samples { get; init; }

    /// <summary>The sampling rate in Hz; <see langword="null"/> if it is unknown.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The heart rate in beats per minute; <see langword="null"/> if it is unknown.</summary>
    public double? HeartRateBpm { get; init; }

    /// <summary>The quality of the recording; <see langword="null"/> unless converted.</summary>
    public Quality? Quality { get; init; }

    /// <summary>The recording's issues; empty unless converted.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>The code of the reason: a <see cref="RejectionReason"/>'s, or of the failure; <see langword="null"/> if converted.</summary>
    public string? Reason { get; init; }

    /// <summary>One line for a person: what is wrong, where, and what to do; <see langword="null"/> if converted.</summary>
    public string? Detail { get; init; }

    /// <summary>The exception behind a failure; <see langword="null"/> otherwise.</summary>
    public Exception? Exception { get; init; }

    /// <summary>The size of the raw object.</summary>
    public long BytesIn { get; init; }

    /// <summary>The number of bytes written to the lake.</summary>
    public long BytesOut { get; init; }
}
