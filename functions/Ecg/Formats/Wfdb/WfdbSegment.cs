namespace Ecg.Formats.Wfdb;

/// <summary>A segment specification line of a WFDB header, header(5) "Segment specification lines".</summary>
/// <param name="RecordName">The name of the segment's record.</param>
/// <param name="SampleCount">The number of samples of each signal; 0 for the layout segment of a variable-layout record.</param>
public sealed record WfdbSegment(string RecordName, long SampleCount)
{
    private const string NullName = "~";

    /// <summary>Whether the segment has no files, and thus only missing samples.</summary>
    public bool IsNull => RecordName == NullName;
}
