using System.IO.Compression;

namespace Ecg.Formats.Mat;

/// <summary>Reads the decompressed bytes of a compressed element.</summary>
internal sealed class InflatingReader : ForwardReader
{
    // Small reads are rare: only headers and metadata.
    private const int InflatedBlock = 4 << 10;

    private const int HeaderLength = 2;

    private readonly long _start;
    private readonly BoundedStream _compressed;
    private readonly ZLibStream _inflated;

    private InflatingReader(long start, BoundedStream compressed, ZLibStream inflated)
        : base(inflated, InflatedBlock)
    {
        _start = start;
        _compressed = compressed;
        _inflated = inflated;
    }

    /// <inheritdoc/>
    protected override string Whole => _compressed.SourceEnded ? "the file" : "the compressed data";

    /// <summary>Begins to decompress.</summary>
    /// <param name="file">The file, positioned at the first byte of the compressed data.</param>
    /// <param name="length">Their number of bytes.</param>
    /// <exception cref="RejectedException">They do not begin with a zlib header.</exception>
    public static InflatingReader Open(ForwardReader file, long length)
    {
        ReadOnlySpan<byte> header = file.Peek((int)Math.Min(length, HeaderLength)).Span;
        if (header.Length < Math.Min(length, HeaderLength))
        {
            throw file.CutShort(file.Position, "compressed data", length, header.Length);
        }

        if (!IsZlibHeader(header))
        {
            throw file.Unexpected(file.Position, "zlib-compressed data", header);
        }

        long start = file.Position;
        var compressed = new BoundedStream(file, length);
        return new InflatingReader(start, compressed, new ZLibStream(compressed, CompressionMode.Decompress));
    }

    /// <summary>Verifies that all data has been read, and that its checksum is right.</summary>
    /// <exception cref="RejectedException">More data follows, or the checksum is missing or wrong.</exception>
    public void ExpectEnd()
    {
        // The decompressor verifies the checksum when it is asked for more than the last byte.
        ReadOnlySpan<byte> rest = Peek(Level5Tag.Length).Span;
        if (rest.Length == Level5Tag.Length || rest.ContainsAnyExcept((byte)0))
        {
            throw Damaged(Position, "expected the end of the compressed data, found more");
        }

        if (_compressed.RanDry)
        {
            throw Damaged(Position, $"expected the checksum of the compressed data, found none where {Whole} ends");
        }
    }

    /// <inheritdoc/>
    protected override string Describe(long offset) => $"byte {offset} of the data compressed from byte {_start}";

    /// <inheritdoc/>
    protected override int ReadStream(Span<byte> destination)
    {
        try
        {
            return base.ReadStream(destination);
        }
        catch (InvalidDataException exception)
        {
            throw new RejectedException(
                RejectionReason.CorruptFile,
                Damaged(Position, "the compressed data are invalid or do not match their checksum").Message,
                exception);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _inflated.Dispose();
        }

        base.Dispose(disposing);
    }

    // RFC 1950, 2.2: deflate, a window of at most 32 KiB, a check over both bytes, and no preset dictionary, because
    // there is no way to state one here.
    private static bool IsZlibHeader(ReadOnlySpan<byte> header) =>
        header.Length == HeaderLength
        && (header[0] & 0x0F) == 8
        && header[0] >> 4 <= 7
        && ((header[0] << 8) | header[1]) % 31 == 0
        && (header[1] & 0x20) == 0;
}
