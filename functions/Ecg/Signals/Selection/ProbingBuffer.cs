using Ecg.Formats;

namespace Ecg.Signals.Selection;

/// <summary>A buffer whose elements are looked at as they arrive, and are not kept.</summary>
internal sealed class ProbingBuffer
{
    private readonly SeriesProbe _probe = new();

    /// <summary>Creates the buffer.</summary>
    /// <param name="type">The number type of the elements.</param>
    public ProbingBuffer(SampleType type) => Buffer = new SampleBuffer(type, bytes => _probe.Add(bytes, type));

    /// <summary>Takes the elements.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>What was seen. The buffer is disposed of.</summary>
    public SeriesProbe Finish()
    {
        Buffer.HandOver();
        Buffer.Dispose();
        return _probe;
    }
}
