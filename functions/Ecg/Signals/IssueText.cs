namespace Ecg.Signals;

/// <summary>The issues that more than one place speaks of, or that queries look for: their words do not change.</summary>
internal static class IssueText
{
    /// <summary>No source names a sampling rate.</summary>
    public const string UnknownSamplingRate = "unknown sampling rate";

    /// <summary>No source names a unit or a gain.</summary>
    public const string UnknownUnit = "unknown unit";

    /// <summary>Samples of a lead are missing.</summary>
    public const string MissingSamples = "missing samples";

    /// <summary>Physical values of a lead are larger than the lake's columns hold.</summary>
    public const string TooLarge = "too large for a 32-bit float";

    /// <summary>A lead stands still.</summary>
    public const string FlatLine = "flat line";

    /// <summary>A lead stands at a rail.</summary>
    public const string Clipping = "clipping";

    /// <summary>Noise hides a lead.</summary>
    public const string Noise = "noise";

    /// <summary>A lead's baseline is anywhere.</summary>
    public const string BaselineWander = "baseline wander";

    /// <summary>A lead shows no beat.</summary>
    public const string NoQrs = "no QRS complex stands out";

    /// <summary>A lead's voltage is none of a heart's.</summary>
    public const string ImplausibleAmplitude = "implausible amplitude";

    /// <summary>A lead lies away from 0 by more than its span.</summary>
    public const string Offset = "a baseline may be missing";

    /// <summary>Issues that quote what a source says; of a de-identified recording they are only counted.</summary>
    public const string LeftOut = "issues that quote the upload left out";

    /// <summary>The kinds that a lead has of its own.</summary>
    public static IReadOnlyList<string> LeadKinds { get; } = [MissingSamples, TooLarge, FlatLine, Clipping, Noise, BaselineWander, NoQrs, ImplausibleAmplitude, Offset];
}
