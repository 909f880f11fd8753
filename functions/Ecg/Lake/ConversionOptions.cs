using Ecg.Signals.Metadata;

namespace Ecg.Lake;

/// <summary>What the caller of a <see cref="Converter"/> decides.</summary>
public sealed record ConversionOptions
{
    /// <summary>Metadata for recordings that name none.</summary>
    public ConversionDefaults Defaults { get; init; } = ConversionDefaults.None;

    /// <summary>The dataset of every recording, instead of the first folder of its key; <see langword="null"/> to take that.</summary>
    public string? Dataset { get; init; }

    /// <summary>Whether each lead is also stored min-max normalised, as <c>NAME_norm</c>.</summary>
    public bool Normalize { get; init; }

    /// <summary>Whether a missing sample is stored as the value of the one before it, instead of null.</summary>
    public bool Fill { get; init; }

    /// <summary>Whether recordings are de-identified by HIPAA's Safe Harbor, 45 CFR 164.514(b)(2).</summary>
    public bool Deidentify { get; init; }

    /// <summary>
    /// Whether a recording is left alone whose row in the lake was written by the same conversion: of the same bytes, by the
    /// same version, with the same settings.
    /// </summary>
    public bool SkipConverted { get; init; }

    /// <summary>All that changes what a recording's rows say; the dataset only says where they are.</summary>
    internal IEnumerable<string?> Outcome => [Text(Normalize), Text(Fill), Text(Deidentify), .. Defaults.Parts];

    private static string Text(bool value) => value ? "true" : "false";
}
