using Ecg.Formats;
using Ecg.Lake.Stores;

namespace Ecg.Lake.Reading;

/// <summary>The bytes of a stored object as a stream that closes the object with itself.</summary>
/// <param name="file">The object.</param>
/// <param name="onRead">Called with the object when the reader is done with it.</param>
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

            // Closing a file or a body that has been read waits for nothing.
            file.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        base.Dispose(disposing);
    }
}
