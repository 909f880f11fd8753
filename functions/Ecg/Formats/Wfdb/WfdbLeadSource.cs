namespace Ecg.Formats.Wfdb;

/// <summary>Where the samples of a lead come from, in one ordinary record or segment.</summary>
/// <param name="Signal">The signal's place in the header of the segment.</param>
/// <param name="Scale">What becomes of the samples.</param>
internal readonly record struct WfdbLeadSource(int Signal, WfdbScale Scale);
