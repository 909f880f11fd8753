namespace Ecg.Signals.Selection;

/// <summary>What the storage form of the signal states about its leads.</summary>
public sealed record SignalDescription
{
    /// <summary>Nothing.</summary>
    public static SignalDescription None { get; } = new();

    /// <summary>The name of each lead; <see langword="null"/> if they have none.</summary>
    public IReadOnlyList<string>? LeadNames { get; init; }

    /// <summary>The unit of each lead; <see langword="null"/> if it is not stated.</summary>
    public IReadOnlyList<string>? Units { get; init; }

    /// <summary>The gain of each lead in adu per unit; <see langword="null"/> if the values are physical, or nothing is stated.</summary>
    public IReadOnlyList<double>? Gains { get; init; }

    /// <summary>The stored value of 0 units of each lead; <see langword="null"/> without gains.</summary>
    public IReadOnlyList<double>? Baselines { get; init; }

    /// <summary>The sampling rate in Hz; <see langword="null"/> if it is not stated.</summary>
    public double? SamplingRate { get; init; }
}
