namespace Ecg.Signals;

/// <summary>A lead of a recording, and the conversion of its samples to physical values.</summary>
public sealed record Lead
{
    /// <summary>The index in the signal matrix, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The name in the header or the file, such as <c>MLII</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the lead's column in <c>samples</c>: lower case and unique.</summary>
    public required string ColumnName { get; init; }

    /// <summary>The unit of the physical values: <c>mV</c>, the lead's own, <c>adu</c>, or <c>unknown</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>
    /// The ADC gain in adu per unit of the header; <see langword="null"/> if it is unknown and values are stored as they are.
    /// </summary>
    public double? Gain { get; init; }

    /// <summary>The ADC value that corresponds to 0 physical units; <see langword="null"/> if no gain is known.</summary>
    public int? Baseline { get; init; }

    /// <summary>
    /// The factor from the header's unit to <see cref="Unit"/>: 0.001 for uV, 1000 for V; NaN if
    /// the meaning of stored values is unknown, so that all samples are missing.
    /// </summary>
    public double UnitScale { get; init; } = 1;

    /// <summary>The resolution of the ADC in bits, header(5); <see langword="null"/> if the header does not state it.</summary>
    public int? AdcResolution { get; init; }

    /// <summary>The ADC value in the middle of the ADC's range, header(5).</summary>
    public int AdcZero { get; init; }

    /// <summary>The first sample according to the header; <see langword="null"/> if it does not state it.</summary>
    public int? InitialValue { get; init; }

    /// <summary>The 16-bit checksum of all samples according to the header; <see langword="null"/> if it does not state it.</summary>
    public short? Checksum { get; init; }

    /// <summary>The stored value that marks a missing sample, or <see langword="null"/> if there is none.</summary>
    public long? InvalidSample { get; init; }
}
