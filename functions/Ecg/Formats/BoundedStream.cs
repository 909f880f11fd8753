namespace Ecg.Formats;

/// <summary>The next bytes of a reader as a stream of their own.</summary>
/// <param name="source">Stands at the first byte.</param>
/// <param name="length">The number of bytes.</param>
internal sealed class BoundedStream(ForwardReader source, long length) : Stream
{
    private long _left = length;

    /// <summary>Whether more was asked for than there is.</summary>
    public bool RanDry { get; private set; }

    /// <summary>Whether the source ended before the bytes did.</summary>
    public bool SourceEnded { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        int wanted = (int)Math.Min(buffer.Length, _left);
        int read = source.Read(buffer[..wanted]);
        _left -= read;
        SourceEnded |= read < wanted;
        RanDry |= read == 0 && !buffer.IsEmpty;
        return read;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
