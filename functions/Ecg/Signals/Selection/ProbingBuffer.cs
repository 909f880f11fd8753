using Ecg.Formats;

namespace Ecg.Signals.Selection;

/// <summary>A buffer that examines elements as they arrive and does not keep them.</summary>
internal sealed class ProbingBuffer
{
    /// <summary>Creates the buffer.</summary>
    /// <param name="type">The number type of the elements.</param>
    public ProbingBuffer(SampleType type) => Buffer = new SampleBuffer(type, bytes => Look(bytes, type));

    /// <summary>Adds elements.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>The kind of the series so far.</summary>
    public SeriesProbe Series { get; } = new();

    /// <summary>Whether the elements so far are labels.</summary>
    public LabelProbe Labels { get; } = new();

    /// <summary>Examines the last elements. The buffer is disposed.</summary>
    public void Finish()
    {
        Buffer.HandOver();
        Buffer.Dispose();
    }

    private void Look(ReadOnlySpan<byte> bytes, SampleType type)
    {
        if (Series.IsOpen || Labels.IsOpen)
        {
            double[] values = ElementBytes.ToDoubles(bytes, type);
            Series.Add(values);
            Labels.Add(values);
        }
    }
}
