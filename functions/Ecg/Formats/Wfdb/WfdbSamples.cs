namespace Ecg.Formats.Wfdb;

/// <summary>The samples of a record, and the header that describes them.</summary>
public sealed class WfdbSamples : IDisposable
{
    /// <summary>
    /// The samples, those of one instant adjacent, in the order of the signals of <see cref="Header"/>: 16- or 32-bit ADC
    /// values, or floating-point physical values if the gain changes within the record. Disposed together with this object.
    /// </summary>
    public required SampleBuffer Buffer { get; init; }

    /// <summary>The number of samples of each signal.</summary>
    public required long SampleCount { get; init; }

    /// <summary>
    /// The record's header as if the buffer were its only signal file: the buffer's signals, one sample per
    /// frame, their rate and length, no segments and no skew. The format of a signal determines its invalid sample; properties
    /// on which the segments disagree are left out.
    /// </summary>
    public required WfdbHeader Header { get; init; }

    /// <summary>All signals of the record by their number in an annotation file, including those that were left out.</summary>
    public required IReadOnlyList<string?> SignalNames { get; init; }

    /// <summary>The number of each signal of <see cref="Header"/> among <see cref="SignalNames"/>.</summary>
    public required IReadOnlyList<int> SignalPlaces { get; init; }

    /// <summary>The distinct storage formats of the signals as they are in the files, in ascending order.</summary>
    public required IReadOnlyList<int> Formats { get; init; }

    /// <summary>The frames per second, the unit of annotations whose file states no resolution of its own.</summary>
    public required double FrameRate { get; init; }

    /// <summary>Problems that are not errors, one short phrase each.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();
}
