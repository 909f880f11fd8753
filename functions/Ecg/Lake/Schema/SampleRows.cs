namespace Ecg.Lake.Schema;

/// <summary>A row group of <c>samples</c>: instants that follow one another.</summary>
/// <param name="First">The number of the first instant, from 0.</param>
/// <param name="Count">The number of instants.</param>
/// <param name="SamplingRate">The sampling rate in Hz; <see langword="null"/> where it is unknown.</param>
internal readonly record struct SampleRows(long First, int Count, double? SamplingRate)
{
    /// <summary>When an instant is, in microseconds from the first one.</summary>
    public static long MicrosecondsAt(long sample, double samplingRate) => (long)Math.Round(sample * 1e6 / samplingRate);
}
