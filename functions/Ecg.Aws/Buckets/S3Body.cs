using System.Buffers;
using Ecg.Formats;

namespace Ecg.Aws.Buckets;

/// <summary>
/// The body of an object, read as it arrives. If the connection breaks or stalls, or delivers
/// another number of bytes than announced, it throws an <see cref="IOException"/>; the file never appears shorter.
/// </summary>
internal sealed class S3Body(Stream body, long length, string uri, CancellationToken cancellationToken) : ForwardStream
{
    private const int BufferSize = 128 << 10;

    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int _start;
    private int _end;
    private long _received;

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (_start == _end && !buffer.IsEmpty)
        {
            Fill();
        }

        int count = Math.Min(buffer.Length, _end - _start);
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = [];
            _start = _end = 0;
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        ObjectDisposedException.ThrowIf(_buffer.Length == 0, this);
        _start = _end = 0;
        int count = Receive(_buffer);
        _received += count;
        if (_received == length && count > 0)
        {
            // The SDK verifies checksums at the end of the body, which must happen before the last bytes are used.
            _received += Receive(new byte[1]);
        }

        if (_received > length || (count == 0 && _received < length))
        {
            throw new IOException($"{uri} cannot be read: the body ended after {_received} of {length} bytes; try again");
        }

        _end = count;
    }

    private int Receive(Memory<byte> buffer)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        silence.CancelAfter(LongestSilence);
        try
        {
            // The library reads synchronously; the wait itself must be cancellable.
            return body.ReadAsync(buffer, silence.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            string why = silence.IsCancellationRequested ? $"nothing came for {LongestSilence.TotalSeconds:0} s" : OneLine.Clean(exception.Message);
            throw new IOException($"{uri} cannot be read: after {_received} of {length} bytes, {why}; try again", exception);
        }
    }
}
