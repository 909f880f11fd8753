using Ecg.Annotations;

namespace Ecg.Lake.Schema;

/// <summary>What a row of <c>annotations</c> tells of.</summary>
/// <param name="Annotation">What was found, and at which samples.</param>
/// <param name="SamplingRate">The recording's sampling rate in Hz; <see langword="null"/> where it is unknown.</param>
internal sealed record PlacedAnnotation(Annotation Annotation, double? SamplingRate)
{
    /// <summary>When it begins, in microseconds from the first sample; <see langword="null"/> where the rate is unknown.</summary>
    public long? Time => Microseconds(Annotation.Start);

    /// <summary>How long it lasts in microseconds, 0 for a point; <see langword="null"/> where the rate is unknown.</summary>
    public long? Duration => Microseconds(Annotation.End) - Time;

    // Rounded as time_us of the table samples is.
    private long? Microseconds(long sample) => SamplingRate is { } rate ? SampleRows.MicrosecondsAt(sample, rate) : null;
}
