using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Ecg.Formats.Hdf5;

/// <summary>Decodes chunks one at a time: small ones in reused memory, large ones in parts.</summary>
internal sealed class Hdf5ChunkDecoder : IDisposable
{
    /// <summary>The maximum size of a decoded chunk. MATLAB's are far below 1 MiB.</summary>
    public const int MaxChunkBytes = 128 << 20;

    /// <summary>The maximum size of a chunk that is decoded in memory.</summary>
    public const int MaxWholeBytes = 2 << 20;

    /// <summary>The maximum compression ratio of deflate.</summary>
    public const int MaxDeflateRatio = 1032;

    private const int ChecksumSize = 4;
    private const int MaxChecksums = 32 * ChecksumSize;

    private readonly Hdf5File _file;
    private readonly IReadOnlyList<Hdf5Filter> _filters;
    private readonly int _chunkBytes;
    private readonly int _elementSize;

    // The filters alternate between the two buffers.
    private byte[] _current = [];
    private byte[] _other = [];
    private int _length;

    /// <summary>Creates a decoder.</summary>
    /// <exception cref="Hdf5Exception">The chunks are too large to decode.</exception>
    public Hdf5ChunkDecoder(Hdf5File file, IReadOnlyList<Hdf5Filter> filters, long chunkBytes, int elementSize)
    {
        if (chunkBytes > MaxChunkBytes)
        {
            throw Hdf5Exception.Unsupported(
                $"compressed chunks of {chunkBytes} bytes are not supported, write the file with chunks of at most {MaxChunkBytes}");
        }

        _file = file;
        _filters = filters;
        _chunkBytes = (int)chunkBytes;
        _elementSize = elementSize;
    }

    /// <summary>Reads and decodes a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="wanted">The number of bytes needed, from the first one on.</param>
    /// <param name="target">Receives the bytes in parts of whole elements.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="Hdf5Exception">The chunk is damaged.</exception>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public void Decode(Hdf5Chunk chunk, long wanted, Action<ReadOnlySpan<byte>> target, CancellationToken cancellationToken)
    {
        if (chunk.Size > MaxChunkBytes + (MaxChunkBytes / 16))
        {
            throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(_chunkBytes, "byte")} is compressed into {chunk.Size}");
        }

        if (Math.Max(_chunkBytes, chunk.Size) <= MaxWholeBytes)
        {
            target(DecodeWhole(chunk)[..(int)wanted]);
            return;
        }

        var pieces = new Hdf5LargeChunk(_file, chunk, _filters, _chunkBytes, _elementSize);
        pieces.CopyTo(wanted, target, cancellationToken);
    }

    private ReadOnlySpan<byte> DecodeWhole(Hdf5Chunk chunk)
    {
        _length = (int)chunk.Size;
        Rent(ref _current, _length);
        _file.Read(chunk.Address, _current.AsSpan(0, _length));
        for (int i = _filters.Count - 1; i >= 0; i--)
        {
            if ((chunk.FilterMask & (1u << i)) == 0)
            {
                Undo(_filters[i]);
            }
        }

        return _length == _chunkBytes
            ? _current.AsSpan(0, _length)
            : throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(_chunkBytes, "byte")} holds {_length}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Return(ref _current);
        Return(ref _other);
    }

    private void Undo(Hdf5Filter filter)
    {
        switch (filter.Id)
        {
            case Hdf5Filter.Deflate:
                Inflate();
                break;
            case Hdf5Filter.Shuffle:
                Unshuffle(filter.Value);
                break;
            case Hdf5Filter.Fletcher32:
                VerifyFletcher32();
                break;
            default:
                throw NotRead(filter);
        }
    }

    /// <summary>The error message for a chunk with an unsupported filter.</summary>
    public static Hdf5Exception NotRead(Hdf5Filter filter) =>
        Hdf5Exception.Unsupported($"chunks compressed with the HDF5 filter {filter.Id} are not supported");

    // A checksum from before the compression is decompressed with the bytes.
    private void Inflate()
    {
        int most = (int)Math.Min((long)_chunkBytes + MaxChecksums, ((long)_length * MaxDeflateRatio) + 1);
        Rent(ref _other, most);
        try
        {
            using var packed = new MemoryStream(_current, 0, _length, writable: false);
            using var inflater = new ZLibStream(packed, CompressionMode.Decompress);
            int length = inflater.ReadAtLeast(_other.AsSpan(0, most), most, throwOnEndOfStream: false);
            if (length == most && inflater.ReadByte() >= 0)
            {
                throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(_chunkBytes, "byte")} holds more");
            }

            Swap(length);
        }
        catch (InvalidDataException damage)
        {
            throw Hdf5Exception.Corrupt("a chunk cannot be inflated", damage);
        }
    }

    private void Unshuffle(uint elementSize)
    {
        if (elementSize is < 2 || elementSize > _length)
        {
            return;
        }

        Rent(ref _other, _length);
        int size = (int)elementSize;
        int count = _length / size;
        for (int place = 0; place < size; place++)
        {
            Span<byte> from = _current.AsSpan(place * count, count);
            Span<byte> to = _other.AsSpan(place, ((count - 1) * size) + 1);
            for (int i = 0; i < from.Length; i++)
            {
                to[i * size] = from[i];
            }
        }

        // Bytes that do not fill an element are left at the end.
        int whole = count * size;
        _current.AsSpan(whole, _length - whole).CopyTo(_other.AsSpan(whole));
        Swap(_length);
    }

    private void VerifyFletcher32()
    {
        if (_length < ChecksumSize)
        {
            throw Hdf5Exception.Corrupt("a chunk is too short for its checksum");
        }

        _length -= ChecksumSize;
        var sum = new Hdf5Fletcher32();
        sum.Add(_current.AsSpan(0, _length));
        sum.Verify(BinaryPrimitives.ReadUInt32LittleEndian(_current.AsSpan(_length)));
    }

    private void Swap(int length)
    {
        (_current, _other) = (_other, _current);
        _length = length;
    }

    private static void Rent(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Return(ref buffer);
            buffer = ArrayPool<byte>.Shared.Rent(length);
        }
    }

    private static void Return(ref byte[] buffer)
    {
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = [];
        }
    }
}
