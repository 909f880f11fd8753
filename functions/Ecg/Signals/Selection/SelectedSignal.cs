using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>The array chosen as the signal, read completely.</summary>
public sealed class SelectedSignal : IDisposable
{
    /// <summary>Takes ownership of a buffer.</summary>
    /// <param name="array">The array's description in the file.</param>
    /// <param name="buffer">Its elements.</param>
    /// <param name="issues">The issues with the choice, one short phrase each.</param>
    /// <param name="description">What the storage form states about the leads; <see langword="null"/> for nothing.</param>
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

    /// <summary>The array's description in the file.</summary>
    public MatArray Array { get; }

    /// <summary>The elements in column-major order. Disposed together with this object.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>The issues with the choice, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; }

    /// <summary>What the storage form states about the leads.</summary>
    public SignalDescription Description { get; }

    /// <summary>The time axes beside the signal.</summary>
    public IReadOnlyList<TimeAxis> Axes { get; private init; } = [];

    /// <summary>Returns the same signal with more metadata. It takes ownership of the buffer.</summary>
    internal SelectedSignal With(IReadOnlyList<string> issues, IReadOnlyList<TimeAxis> axes) =>
        new(Array, Buffer, issues, Description) { Axes = axes };

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();
}
