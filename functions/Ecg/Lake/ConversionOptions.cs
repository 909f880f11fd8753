using Ecg.Privacy;
using Ecg.Signals.Metadata;

namespace Ecg.Lake;

/// <summary>The options of a <see cref="Converter"/>.</summary>
public sealed record ConversionOptions
{
    /// <summary>The metadata of recordings that do not state it.</summary>
    public ConversionDefaults Defaults { get; init; } = ConversionDefaults.None;

    /// <summary>The dataset of every recording, instead of the first folder of its key; <see langword="null"/> to use the key's.</summary>
    public string? Dataset { get; init; }

    /// <summary>Whether each lead is also stored min-max normalised, as <c>NAME_norm</c>.</summary>
    public bool Normalize { get; init; }

    /// <summary>Whether missing samples are filled with the previous value instead of NULL.</summary>
    public bool Fill { get; init; }

    /// <summary>Whether recordings are de-identified by HIPAA's Safe Harbor, 45 CFR 164.514(b)(2).</summary>
    public bool Deidentify { get; init; }

    /// <summary>
    /// Whether a recording is skipped if its row in the lake was written by the same conversion: from the same bytes, with the
    /// same version and settings.
    /// </summary>
    public bool SkipConverted { get; init; }

    /// <summary>
    /// Whether a record leaves a note in <c>rejected</c> for each of its segments, which tells a later conversion of the segment that it
    /// is no recording of its own: for a bucket, whose folders nobody lists.
    /// </summary>
    public bool NotesSegments { get; init; }

    /// <summary>The settings that change the contents of rows; the dataset changes only their location.</summary>
    internal IEnumerable<string?> Outcome => [Text(Normalize), Text(Fill), Text(Deidentify), .. Defaults.Parts];

    /// <summary>Returns a rejection as it may be told: in a de-identified lake without details.</summary>
    internal RejectedException Told(RejectedException rejection) => Deidentify ? SafeHarbor.Deidentify(rejection) : rejection;

    private static string Text(bool value) => value ? "true" : "false";
}
