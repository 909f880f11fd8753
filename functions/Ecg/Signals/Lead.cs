namespace Ecg.Signals;

/// <summary>One lead of a recording, and how its samples become physical values.</summary>
public sealed record Lead
{
    /// <summary>The place in the signal matrix, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The name as the header or the file has it, such as <c>MLII</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the lead's column in <c>samples</c>: lower case, and no other lead's or fixed column's.</summary>
    public required string ColumnName { get; init; }

    /// <summary>The unit of the physical values: <c>mV</c>, the lead's own, <c>adu</c>, or <c>unknown</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>
    /// The ADC gain in adu per unit of the header; <see langword="null"/> where none is known and values are as they are.
    /// </summary>
    public double? Gain { get; init; }

    /// <summary>The ADC value that corresponds to 0 physical units; <see langword="null"/> where no gain is known.</summary>
    public int? Baseline { get; init; }

    /// <summary>
    /// What a value in the header's unit is multiplied by to be in <see cref="Unit"/>: 0.001 for uV, 1000 for V; NaN where
    /// nothing tells what the stored values mean, so that all samples are missing.
    /// </summary>
    public double UnitScale { get; init; } = 1;

    /// <summary>The resolution of the ADC in bits, header(5); <see langword="null"/> where the header names none.</summary>
    public int? AdcResolution { get; init; }

    /// <summary>The ADC value in the middle of the ADC's range, header(5).</summary>
    public int AdcZero { get; init; }

    /// <summary>The first sample that the header promises; <see langword="null"/> where it promises none.</summary>
    public int? InitialValue { get; init; }

    /// <summary>The 16-bit sum of all samples that the header promises; <see langword="null"/> where it promises none.</summary>
    public short? Checksum { get; init; }

    /// <summary>The stored value that means "no sample", or <see langword="null"/> where every value is one.</summary>
    public long? InvalidSample { get; init; }
}
