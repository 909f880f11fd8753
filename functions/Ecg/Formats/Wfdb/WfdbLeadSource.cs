namespace Ecg.Formats.Wfdb;

/// <summary>The source of a lead's samples in an ordinary record or a segment.</summary>
/// <param name="Signal">The signal's index in the segment's header.</param>
/// <param name="Scale">The conversion of the samples.</param>
internal readonly record struct WfdbLeadSource(int Signal, WfdbScale Scale);
