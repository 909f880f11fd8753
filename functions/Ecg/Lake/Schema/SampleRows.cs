namespace Ecg.Lake.Schema;

/// <summary>A row group of <c>samples</c>: consecutive instants.</summary>
/// <param name="First">The number of the first instant, from 0.</param>
/// <param name="Count">The number of instants.</param>
/// <param name="SamplingRate">The sampling rate in Hz; <see langword="null"/> if it is unknown.</param>
internal readonly record struct SampleRows(long First, int Count, double? SamplingRate)
{
    private const double MicrosecondsASecond = 1e6;

    /// <summary>Returns the time of an instant in microseconds from the first one.</summary>
    public static long MicrosecondsAt(long sample, double samplingRate) => (long)Math.Round(sample * MicrosecondsASecond / samplingRate);

    /// <summary>Returns the microseconds from each instant to the next; <see langword="null"/> if they are not a whole number, or are more than a second.</summary>
    public static long? StepOf(double samplingRate) =>
        samplingRate >= 1 && MicrosecondsASecond % samplingRate == 0 ? (long)(MicrosecondsASecond / samplingRate) : null;
}
