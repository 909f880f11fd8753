namespace Ecg.Formats.Wfdb;

/// <summary>The samples of a record, read whole, and the header that describes them.</summary>
public sealed class WfdbSamples : IDisposable
{
    /// <summary>
    /// The samples of one instant stand together, in the order of the signals of <see cref="Header"/>: 16- or 32-bit ADC
    /// values, or floating-point physical values where the gain changes within the record. Disposed together with this object.
    /// </summary>
    public required SampleBuffer Buffer { get; init; }

    /// <summary>The number of samples of each signal.</summary>
    public required long SampleCount { get; init; }

    /// <summary>
    /// The record's header as if the buffer were its one signal file: the signals that the buffer holds, one sample a
    /// frame, their rate and their length, no segments and no skew. The format of a signal tells its invalid sample; what
    /// the segments of a record disagree about is left out.
    /// </summary>
    public required WfdbHeader Header { get; init; }

    /// <summary>All signals of the record by their number in an annotation file, those that were left out included.</summary>
    public required IReadOnlyList<string?> SignalNames { get; init; }

    /// <summary>The number of each signal of <see cref="Header"/> among <see cref="SignalNames"/>.</summary>
    public required IReadOnlyList<int> SignalPlaces { get; init; }

    /// <summary>The storage formats of the signals as they are in the files, each once, in ascending order.</summary>
    public required IReadOnlyList<int> Formats { get; init; }

    /// <summary>The frames a second, by which annotations count where their file names no resolution of its own.</summary>
    public required double FrameRate { get; init; }

    /// <summary>What was found wanting without being an error, one short phrase each.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();
}
