using Ecg.Annotations;

namespace Ecg.Lake.Schema;

/// <summary>A row of <c>annotations</c>.</summary>
/// <param name="Annotation">The annotation and its samples.</param>
/// <param name="SamplingRate">The recording's sampling rate in Hz; <see langword="null"/> if it is unknown.</param>
internal sealed record PlacedAnnotation(Annotation Annotation, double? SamplingRate)
{
    /// <summary>Its start in microseconds from the first sample; <see langword="null"/> if the sampling rate is unknown.</summary>
    public long? Time => Microseconds(Annotation.Start);

    /// <summary>Its duration in microseconds, 0 for a point; <see langword="null"/> if the sampling rate is unknown.</summary>
    public long? Duration => Microseconds(Annotation.End) - Time;

    // Rounded like time_us of the table samples.
    private long? Microseconds(long sample) => SamplingRate is { } rate ? SampleRows.MicrosecondsAt(sample, rate) : null;
}
