namespace Ecg.Tests.Formats;

/// <summary>Bytes as the body of a download gives them: forward only, of no known length, in pieces of any size.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="pieces">The sizes of the pieces, over and over.</param>
internal sealed class ForwardOnlyStream(byte[] bytes, params int[] pieces) : Stream
{
    private int _next;
    private int _piece;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(pieces[_piece++ % pieces.Length], buffer.Length), bytes.Length - _next);
        bytes.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
