using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>The array that was chosen as the signal, read whole.</summary>
public sealed class SelectedSignal : IDisposable
{
    /// <summary>Takes over a buffer.</summary>
    /// <param name="array">What the file says of the array.</param>
    /// <param name="buffer">Its elements.</param>
    /// <param name="issues">What is to be said about the choice, one short phrase each.</param>
    /// <param name="description">What the way in which the signal is stored says of its leads; <see langword="null"/> for nothing.</param>
    public SelectedSignal(
        MatArray array, SampleBuffer buffer, IReadOnlyList<string>? issues = null, SignalDescription? description = null)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(buffer);
        Array = array;
        Buffer = buffer;
        Issues = issues ?? [];
        Description = description ?? SignalDescription.None;
    }

    /// <summary>What the file says of the array.</summary>
    public MatArray Array { get; }

    /// <summary>The elements in column-major order. Disposed of with this object.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>What is to be said about the choice, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; }

    /// <summary>What the way in which the signal is stored says of its leads.</summary>
    public SignalDescription Description { get; }

    /// <summary>The time axes that stand beside the signal.</summary>
    public IReadOnlyList<TimeAxis> Axes { get; private init; } = [];

    /// <summary>The same signal, of which more is known. It takes over the buffer.</summary>
    internal SelectedSignal With(IReadOnlyList<string> issues, IReadOnlyList<TimeAxis> axes) =>
        new(Array, Buffer, issues, Description) { Axes = axes };

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();
}
