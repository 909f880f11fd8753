namespace Ecg.Lake.Schema;

/// <summary>A row group of <c>samples</c>: consecutive instants.</summary>
/// <param name="First">The number of the first instant, from 0.</param>
/// <param name="Count">The number of instants.</param>
/// <param name="SamplingRate">The sampling rate in Hz; <see langword="null"/> if it is unknown.</param>
internal readonly record struct SampleRows(long First, int Count, double? SamplingRate)
{
    /// <summary>Returns the time of an instant in microseconds from the first one.</summary>
    public static long MicrosecondsAt(long sample, double samplingRate) => (long)Math.Round(sample * 1e6 / samplingRate);
}
