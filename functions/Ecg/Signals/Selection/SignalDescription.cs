namespace Ecg.Signals.Selection;

/// <summary>What the way in which the signal is stored says of its leads.</summary>
public sealed record SignalDescription
{
    /// <summary>Nothing.</summary>
    public static SignalDescription None { get; } = new();

    /// <summary>The name of each lead; <see langword="null"/> where they have none of their own.</summary>
    public IReadOnlyList<string>? LeadNames { get; init; }

    /// <summary>The unit of each lead; <see langword="null"/> where none is stated.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>The sampling rate in Hz; <see langword="null"/> where none is stated.</summary>
    public double? SamplingRate { get; init; }
}
