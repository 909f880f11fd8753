using System.Globalization;

namespace Ecg.Signals.Metadata;

/// <summary>
/// Metadata for recordings that do not state it: the last source, after the header, the file's own
/// variables and the dataset's <c>dataset.json</c>.
/// </summary>
public sealed record ConversionDefaults
{
    /// <summary>No defaults.</summary>
    public static ConversionDefaults None { get; } = new();

    /// <summary>The sampling rate in Hz, or <see langword="null"/>.</summary>
    public double? SamplingRate { get; init; }

    /// <summary>The gain in adu/mV, or <see langword="null"/>.</summary>
    public double? Gain { get; init; }

    /// <summary>The ADC value of 0 mV, or <see langword="null"/>; ignored without a gain.</summary>
    public int? Baseline { get; init; }

    /// <summary>The path of the signal in MATLAB's syntax, such as <c>EEG.data</c>, or <see langword="null"/>; takes precedence over <c>dataset.json</c>.</summary>
    public string? Signal { get; init; }

    /// <summary>The names of the leads, or <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Leads { get; init; }

    /// <summary>The values as text, in a fixed order; <see langword="null"/> for those that are not set.</summary>
    internal IEnumerable<string?> Parts =>
    [
        SamplingRate?.ToString("R", CultureInfo.InvariantCulture),
        Gain?.ToString("R", CultureInfo.InvariantCulture),
        Baseline?.ToString(CultureInfo.InvariantCulture),
        Signal,
        Leads?.Count.ToString(CultureInfo.InvariantCulture),
        .. Leads ?? [],
    ];
}
