using System.Buffers;

namespace Ecg.Formats;

/// <summary>
/// Reads a stream sequentially in pooled blocks, and tracks its position and the current variable, so that every
/// error message can name both. Never seeks and never asks for a length: an S3 object's body supports neither.
/// </summary>
internal class ForwardReader : IDisposable
{
    /// <summary>The maximum number of bytes that <see cref="Peek"/> returns.</summary>
    public const int BlockSize = 16 << 10;

    private readonly Stream _stream;
    private readonly byte[] _block;
    private int _next;
    private int _filled;
    private bool _disposed;

    /// <summary>Creates a reader at the stream's position. The stream is not disposed.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="blockSize">The number of bytes to fetch at once if fewer are requested.</param>
    public ForwardReader(Stream stream, int blockSize = BlockSize)
    {
        _stream = stream;
        _block = ArrayPool<byte>.Shared.Rent(blockSize);
    }

    /// <summary>The number of bytes that have been read or skipped.</summary>
    public long Position { get; private set; }

    /// <summary>The current variable in MATLAB's syntax; <see langword="null"/> if it is unknown.</summary>
    public string? Variable { get; set; }

    /// <summary>Bytes that have been fetched but not read, valid until the next call.</summary>
    public ReadOnlyMemory<byte> Buffered => _block.AsMemory(_next, _filled - _next);

    /// <summary>What ends if there are no more bytes, for error messages.</summary>
    protected virtual string Whole => "the file";

    /// <summary>Returns the next bytes without consuming them.</summary>
    /// <param name="count">The number of bytes; at most <see cref="BlockSize"/>.</param>
    /// <returns>That many bytes, or all that remain; valid until the next call.</returns>
    public ReadOnlyMemory<byte> Peek(int count)
    {
        if (_filled - _next < count)
        {
            Buffer.BlockCopy(_block, _next, _block, 0, _filled - _next);
            _filled -= _next;
            _next = 0;
            while (_filled < count && Fetch())
            {
            }
        }

        return _block.AsMemory(_next, Math.Min(count, _filled - _next));
    }

    /// <summary>Reads the next bytes.</summary>
    /// <returns>The number of bytes read, less than requested only at the end.</returns>
    public int Read(Span<byte> destination)
    {
        int done = TakeBuffered(destination);
        while (done < destination.Length)
        {
            int read = ReadUnbuffered(destination[done..]);
            if (read == 0)
            {
                break;
            }

            done += read;
        }

        return done;
    }

    /// <summary>Fills <paramref name="destination"/>.</summary>
    /// <param name="destination">The stream to write to.</param>
    /// <param name="what">A description of the bytes, for the error message.</param>
    /// <exception cref="RejectedException">Too few bytes are left.</exception>
    public void ReadExactly(Span<byte> destination, string what)
    {
        long start = Position;
        int read = Read(destination);
        if (read < destination.Length)
        {
            throw CutShort(start, what, destination.Length, read);
        }
    }

    /// <summary>Skips bytes.</summary>
    /// <param name="count">The number of bytes; 0 or more.</param>
    /// <param name="what">A description of the bytes, for the error message.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RejectedException">Too few bytes are left.</exception>
    public void Skip(long count, string what, CancellationToken cancellationToken)
    {
        long start = Position;
        long left = count;
        while (true)
        {
            int step = (int)Math.Min(left, _filled - _next);
            _next += step;
            Position += step;
            left -= step;
            if (left == 0)
            {
                return;
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (!Fetch())
            {
                throw CutShort(start, what, count, count - left);
            }
        }
    }

    /// <summary>Skips the rest and returns whether it consists of zero bytes.</summary>
    public bool HasOnlyZerosLeft(CancellationToken cancellationToken)
    {
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<byte> buffered = _block.AsSpan(_next, _filled - _next);
            int zeros = buffered.IndexOfAnyExcept((byte)0);
            int step = zeros < 0 ? buffered.Length : zeros;
            _next += step;
            Position += step;
            if (zeros >= 0)
            {
                return false;
            }
        }
        while (Fetch());
        return true;
    }

    /// <summary>Creates the rejection for bytes that contradict the format or each other.</summary>
    /// <param name="offset">Their offset.</param>
    /// <param name="problem">What was expected and what was found.</param>
    public RejectedException Damaged(long offset, string problem) => new(
        RejectionReason.CorruptFile,
        $"{Subject} at {Describe(offset)}: {problem}. The file is damaged: save or upload it again.");

    /// <summary>Creates the rejection for unexpected bytes.</summary>
    /// <param name="offset">Their offset.</param>
    /// <param name="what">What was expected.</param>
    /// <param name="found">The bytes.</param>
    public RejectedException Unexpected(long offset, string what, ReadOnlySpan<byte> found) =>
        Damaged(offset, $"expected {what}, found the bytes {Convert.ToHexString(found[..Math.Min(found.Length, 16)])}");

    /// <summary>Creates the rejection for missing bytes.</summary>
    /// <param name="offset">Their offset.</param>
    /// <param name="what">A description of them.</param>
    /// <param name="expected">The expected number.</param>
    /// <param name="found">The number found.</param>
    public RejectedException CutShort(long offset, string what, long expected, long found) =>
        Damaged(offset, $"expected {Counted.Of(expected, "byte")} of {what}, found {found} where {Whole} ends");

    /// <summary>Creates the rejection for something valid but unsupported.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="problem">What was found, and what to do.</param>
    public RejectedException Refused(RejectionReason reason, string problem) =>
        new(reason, $"{Subject} at {Describe(Position)}: {problem}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns the block to the pool.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            ArrayPool<byte>.Shared.Return(_block);
        }
    }

    /// <summary>Describes an offset in the bytes.</summary>
    protected virtual string Describe(long offset) => $"byte {offset}";

    /// <summary>Reads bytes from the stream; 0 at its end.</summary>
    protected virtual int ReadStream(Span<byte> destination) => _stream.Read(destination);

    private string Subject => Variable is null ? "The file" : $"Variable '{Variable}'";

    private int ReadUnbuffered(Span<byte> destination)
    {
        if (destination.Length < _block.Length)
        {
            return Fetch() ? TakeBuffered(destination) : 0;
        }

        int read = ReadStream(destination);
        Position += read;
        return read;
    }

    private int TakeBuffered(Span<byte> destination)
    {
        int count = Math.Min(destination.Length, _filled - _next);
        _block.AsSpan(_next, count).CopyTo(destination);
        _next += count;
        Position += count;
        return count;
    }

    private bool Fetch()
    {
        if (_next == _filled)
        {
            _next = _filled = 0;
        }

        int read = ReadStream(_block.AsSpan(_filled));
        _filled += read;
        return read > 0;
    }
}
