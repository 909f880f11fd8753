using Ecg.Formats;

namespace Ecg.Tests.Formats;

/// <summary>Bytes as the body of a download gives them: forward only, of no known length, in pieces of any size.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="pieces">The sizes of the pieces, over and over.</param>
internal sealed class ForwardOnlyStream(byte[] bytes, params int[] pieces) : ForwardStream
{
    private int _next;
    private int _piece;

    public override int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(pieces[_piece++ % pieces.Length], buffer.Length), bytes.Length - _next);
        bytes.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }
}
