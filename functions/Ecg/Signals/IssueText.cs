namespace Ecg.Signals;

/// <summary>The issues that more than one place speaks of, or that queries look for: their words do not change.</summary>
internal static class IssueText
{
    /// <summary>No source names a sampling rate.</summary>
    public const string UnknownSamplingRate = "unknown sampling rate";

    /// <summary>No source names a unit or a gain.</summary>
    public const string UnknownUnit = "unknown unit";
}
