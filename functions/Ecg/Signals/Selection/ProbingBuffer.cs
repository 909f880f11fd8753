using Ecg.Formats;

namespace Ecg.Signals.Selection;

/// <summary>A buffer whose elements are looked at as they arrive, and are not kept.</summary>
internal sealed class ProbingBuffer
{
    /// <summary>Creates the buffer.</summary>
    /// <param name="type">The number type of the elements.</param>
    public ProbingBuffer(SampleType type) => Buffer = new SampleBuffer(type, bytes => Look(bytes, type));

    /// <summary>Takes the elements.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>What the order of the elements tells, as far as they have been handed over.</summary>
    public SeriesProbe Series { get; } = new();

    /// <summary>Whether the elements are labels, as far as they have been handed over.</summary>
    public LabelProbe Labels { get; } = new();

    /// <summary>Looks at the last elements. The buffer is disposed of.</summary>
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
