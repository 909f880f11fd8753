namespace Ecg.Formats;

/// <summary>The next bytes of a reader as a separate stream.</summary>
/// <param name="source">The file, positioned at its first byte.</param>
/// <param name="length">The number of bytes.</param>
internal sealed class BoundedStream(ForwardReader source, long length) : ForwardStream
{
    private long _left = length;

    /// <summary>Whether more bytes were requested than there are.</summary>
    public bool RanDry { get; private set; }

    /// <summary>Whether the source ended early.</summary>
    public bool SourceEnded { get; private set; }

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
}
