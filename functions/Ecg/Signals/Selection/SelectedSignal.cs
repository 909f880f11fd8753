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
    public SelectedSignal(MatArray array, SampleBuffer buffer, IReadOnlyList<string>? issues = null)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(buffer);
        Array = array;
        Buffer = buffer;
        Issues = issues ?? [];
    }

    /// <summary>What the file says of the array.</summary>
    public MatArray Array { get; }

    /// <summary>The elements in column-major order. Disposed of with this object.</summary>
    public SampleBuffer Buffer { get; }

    /// <summary>What is to be said about the choice, one short phrase each.</summary>
    public IReadOnlyList<string> Issues { get; }

    /// <inheritdoc/>
    public void Dispose() => Buffer.Dispose();
}
