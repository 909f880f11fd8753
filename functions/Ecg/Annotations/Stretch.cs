namespace Ecg.Annotations;

/// <summary>A stretch of a lead, in samples from 0.</summary>
/// <param name="Start">The first sample.</param>
/// <param name="End">The first sample after it.</param>
internal readonly record struct Stretch(long Start, long End)
{
    /// <summary>The number of samples.</summary>
    public long Length => End - Start;
}
