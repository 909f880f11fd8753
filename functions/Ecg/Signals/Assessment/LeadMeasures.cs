using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>The measures that one pass over a lead gives. Physical values are in the lead's unit.</summary>
public sealed record LeadMeasures
{
    /// <summary>The number of samples, missing ones included.</summary>
    public required long Samples { get; init; }

    /// <summary>
    /// The number of missing samples: NaN, infinite, the storage format's invalid value, or
    /// <see cref="TooLarge"/>.
    /// </summary>
    public required long Missing { get; init; }

    /// <summary>The number of the missing samples whose physical value is finite and larger than 32-bit floating point holds.</summary>
    public long TooLarge { get; init; }

    /// <summary>The smallest physical value that is not missing; NaN where all are.</summary>
    public required double Min { get; init; }

    /// <summary>The largest physical value that is not missing; NaN where all are.</summary>
    public required double Max { get; init; }

    /// <summary>The mean of the physical values that are not missing; NaN where all are.</summary>
    public required double Mean { get; init; }

    /// <summary>The sample standard deviation, as SQL's <c>stddev</c>; NaN with fewer than two values.</summary>
    public required double StdDev { get; init; }

    /// <summary>The fraction of the samples that are flat for so long that they cannot be an ECG, 0 to 1.</summary>
    public required double FlatFraction { get; init; }

    /// <summary>The fraction of the samples at a rail, 0 to 1.</summary>
    public required double ClippedFraction { get; init; }

    /// <summary>The fraction of the samples hidden by noise: electrode motion, mains, muscles; 0 to 1. 0 in any unit but mV.</summary>
    public double NoiseFraction { get; init; }

    /// <summary>The fraction of the lead in which no QRS complex stands out, 0 to 1. 0 in any unit but mV.</summary>
    public double LowContrastFraction { get; init; }

    /// <summary>The fraction of the lead with too much baseline wander, 0 to 1. 0 in any unit but mV.</summary>
    public double WanderFraction { get; init; }

    /// <summary>The fraction of the lead whose amplitude or offset is implausible for an ECG, 0 to 1. 0 in any unit but mV.</summary>
    public double OffScaleFraction { get; init; }

    /// <summary>The stretches that are missing, flat, clipped or noisy, in order of position.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>The first stored value, header(5); <see langword="null"/> for floating-point storage.</summary>
    public long? InitialValue { get; init; }

    /// <summary>The 16-bit sum of all stored values, header(5); <see langword="null"/> for floating-point storage.</summary>
    public short? Checksum { get; init; }
}
