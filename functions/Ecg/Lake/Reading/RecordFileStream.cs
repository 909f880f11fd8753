using Ecg.Formats;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>A stream over a stored object that disposes the object together with itself.</summary>
/// <param name="file">The object.</param>
/// <param name="onRead">Called with the object when the reader has finished.</param>
internal sealed class RecordFileStream(StoredObject file, Action<StoredObject> onRead) : ForwardStream
{
    private bool _disposed;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer) => file.Content.Read(buffer);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            onRead(file);

            // Disposing a file or a body that has been read does not wait.
            file.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
}
