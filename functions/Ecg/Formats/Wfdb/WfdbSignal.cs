namespace Ecg.Formats.Wfdb;

/// <summary>A signal specification line of a WFDB header, header(5) "Signal specification lines", with defaults applied.</summary>
public sealed record WfdbSignal
{
    /// <summary>The default gain of an uncalibrated signal, in adu per physical unit.</summary>
    public const double DefaultGain = 200;

    /// <summary>The default unit.</summary>
    public const string DefaultUnits = "mV";

    /// <summary>The name of the file that holds the signal.</summary>
    public required string FileName { get; init; }

    /// <summary>The number of the storage format, signal(5).</summary>
    public required int Format { get; init; }

    /// <summary>The number of samples in each frame, at least 1.</summary>
    public int SamplesPerFrame { get; init; } = 1;

    /// <summary>The number of samples before sample 0.</summary>
    public int Skew { get; init; }

    /// <summary>The number of bytes before sample 0.</summary>
    public long ByteOffset { get; init; }

    /// <summary>The ADC gain in adu per physical unit, never 0: 200 where <see cref="IsCalibrated"/> is false.</summary>
    public double Gain { get; init; } = DefaultGain;

    /// <summary>Whether the line states a gain other than 0.</summary>
    public bool IsCalibrated { get; init; }

    /// <summary>Whether the line states a gain or a baseline that is not a number, such as <c>nan</c>: stored values then have no meaning.</summary>
    public bool HasUnusableGain { get; init; }

    /// <summary>The ADC value that corresponds to 0 physical units; the ADC zero if the line does not state it.</summary>
    public int Baseline { get; init; }

    /// <summary>The physical unit; <c>mV</c> if the line does not state it.</summary>
    public string Units { get; init; } = DefaultUnits;

    /// <summary>The resolution of the ADC in bits, or the format's default where <see cref="HasAdcResolution"/> is false.</summary>
    public int AdcResolution { get; init; }

    /// <summary>Whether the line states an ADC resolution other than 0.</summary>
    public bool HasAdcResolution { get; init; }

    /// <summary>The ADC value in the middle of the ADC's range.</summary>
    public int AdcZero { get; init; }

    /// <summary>The value of sample 0; <see langword="null"/> if the line does not state it.</summary>
    public int? InitialValue { get; init; }

    /// <summary>The 16-bit sum of all samples; <see langword="null"/> if the line does not state it.</summary>
    public short? Checksum { get; init; }

    /// <summary>The block size in bytes of a file that must be read in blocks.</summary>
    public long BlockSize { get; init; }

    /// <summary>The description, for an ECG the lead's name; <see langword="null"/> if the line has none.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The amplitude that marks a missing sample in <see cref="Format"/>; <see langword="null"/> if there is none.
    /// </summary>
    public int? InvalidSample => WfdbFormat.InvalidSample(Format);
}
