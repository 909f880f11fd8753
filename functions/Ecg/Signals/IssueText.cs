namespace Ecg.Signals;

/// <summary>The issues that several places use or that queries look for; their words do not change.</summary>
internal static class IssueText
{
    /// <summary>No source states a sampling rate.</summary>
    public const string UnknownSamplingRate = "unknown sampling rate";

    /// <summary>No source states a unit or a gain.</summary>
    public const string UnknownUnit = "unknown unit";

    /// <summary>A recording may not contain a single beat.</summary>
    public const string TooShort = "shorter than 1 s";

    /// <summary>Most leads of a recording are off the scale.</summary>
    public const string Artefact = "artefact in most leads";

    /// <summary>The first sample of a lead differs from the header's; the lead's name follows.</summary>
    public const string InitialValue = "initial value of";

    /// <summary>The samples of a lead have another checksum than the header states; the lead's name follows.</summary>
    public const string Checksum = "checksum of";

    /// <summary>Samples of a lead are missing.</summary>
    public const string MissingSamples = "missing samples";

    /// <summary>Physical values of a lead are too large for the lake's columns.</summary>
    public const string TooLarge = "too large for a 32-bit float";

    /// <summary>A lead is flat.</summary>
    public const string FlatLine = "flat line";

    /// <summary>A lead is clipped.</summary>
    public const string Clipping = "clipping";

    /// <summary>Noise hides a lead.</summary>
    public const string Noise = "noise";

    /// <summary>A lead's baseline wanders.</summary>
    public const string BaselineWander = "baseline wander";

    /// <summary>No QRS complex stands out in a lead.</summary>
    public const string NoQrs = "no QRS complex stands out";

    /// <summary>A lead's voltage is implausible for an ECG.</summary>
    public const string ImplausibleAmplitude = "implausible amplitude";

    /// <summary>A lead is further from 0 than its span.</summary>
    public const string Offset = "a baseline may be missing";

    /// <summary>The issues that quote the source; in a de-identified recording they are only counted.</summary>
    public const string LeftOut = "issues that quote the upload left out";

    /// <summary>How the issues of a recording begin that lower its quality; all others are remarks.</summary>
    public static IReadOnlyList<string> RecordingKinds { get; } = [UnknownSamplingRate, UnknownUnit, TooShort, Artefact, InitialValue, Checksum];

    /// <summary>The kinds of issues that concern a lead.</summary>
    public static IReadOnlyList<string> LeadKinds { get; } = [MissingSamples, TooLarge, FlatLine, Clipping, Noise, BaselineWander, NoQrs, ImplausibleAmplitude, Offset];
}
