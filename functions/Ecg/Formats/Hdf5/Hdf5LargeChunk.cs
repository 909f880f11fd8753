using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace Ecg.Formats.Hdf5;

/// <summary>
/// Decodes a chunk that is too large for memory in parts: a filter that needs all bytes gets them through a buffer that
/// goes to a temporary file.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="chunk">The chunk.</param>
/// <param name="filters">The filters that were applied.</param>
/// <param name="chunkBytes">The size of the decoded chunk in bytes.</param>
/// <param name="elementSize">The size of an element in bytes.</param>
internal sealed class Hdf5LargeChunk(
    Hdf5File file, Hdf5Chunk chunk, IReadOnlyList<Hdf5Filter> filters, int chunkBytes, int elementSize)
{
    private const int PieceBytes = 1 << 20;
    private const int ChecksumSize = 4;

    // A checksum from before the compression is decompressed with the bytes.
    private const int MaxChecksums = 32 * ChecksumSize;

    /// <summary>Passes on the first bytes in parts of whole elements.</summary>
    /// <exception cref="Hdf5Exception">The chunk is damaged.</exception>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public void CopyTo(long wanted, Action<ReadOnlySpan<byte>> target, CancellationToken cancellationToken)
    {
        using Stream unpacked = Unpack(cancellationToken);
        byte[] piece = ArrayPool<byte>.Shared.Rent(Math.Max(PieceBytes / elementSize, 1) * elementSize);
        try
        {
            int size = piece.Length / elementSize * elementSize;
            for (long done = 0L; done < chunkBytes;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<byte> next = piece.AsSpan(0, (int)Math.Min(size, chunkBytes - done));
                int read = Read(unpacked, next);
                if (read < next.Length)
                {
                    throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(chunkBytes, "byte")} holds {done + read}");
                }

                target(next[..(int)Math.Clamp(wanted - done, 0, read)]);
                done += read;
            }

            if (Read(unpacked, piece.AsSpan(0, 1)) > 0)
            {
                throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(chunkBytes, "byte")} holds more");
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private Stream Unpack(CancellationToken cancellationToken)
    {
        Stream unpacked = new PackedBytes(file, chunk);
        try
        {
            for (int i = filters.Count - 1; i >= 0; i--)
            {
                if ((chunk.FilterMask & (1u << i)) == 0)
                {
                    unpacked = Undo(filters[i], unpacked, cancellationToken);
                }
            }

            return unpacked;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    private Stream Undo(Hdf5Filter filter, Stream packed, CancellationToken cancellationToken) => filter.Id switch
    {
        Hdf5Filter.Deflate => new ZLibStream(packed, CompressionMode.Decompress),
        Hdf5Filter.Shuffle => Unshuffle((int)Math.Min(filter.Value, int.MaxValue), packed, cancellationToken),
        Hdf5Filter.Fletcher32 => Verify(packed, cancellationToken),
        _ => throw Hdf5ChunkDecoder.NotRead(filter),
    };

    private BufferedBytes Unshuffle(int size, Stream packed, CancellationToken cancellationToken)
    {
        SampleBuffer bytes = Keep(packed, cancellationToken);
        return new BufferedBytes(bytes, bytes.Length, size < 2 || size > bytes.Length ? 1 : size);
    }

    private BufferedBytes Verify(Stream packed, CancellationToken cancellationToken)
    {
        SampleBuffer bytes = Keep(packed, cancellationToken);
        var verified = new BufferedBytes(bytes, bytes.Length - ChecksumSize, elementSize: 1);
        try
        {
            if (bytes.Length < ChecksumSize)
            {
                throw Hdf5Exception.Corrupt("a chunk is too short for its checksum");
            }

            var sum = new Hdf5Fletcher32();
            byte[] piece = new byte[64 << 10];
            for (int count; (count = verified.Read(piece)) > 0;)
            {
                sum.Add(piece.AsSpan(0, count));
            }

            Span<byte> stored = stackalloc byte[ChecksumSize];
            bytes.ReadBytes(bytes.Length - ChecksumSize, stored);
            sum.Verify(BinaryPrimitives.ReadUInt32LittleEndian(stored));
            verified.Rewind();
            return verified;
        }
        catch
        {
            verified.Dispose();
            throw;
        }
    }

    private SampleBuffer Keep(Stream packed, CancellationToken cancellationToken)
    {
        var bytes = new SampleBuffer(SampleType.UInt8, file.Share);
        try
        {
            int read;
            do
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<byte> free = bytes.GetSpan(PieceBytes);
                read = Read(packed, free);
                bytes.Advance(read);
                if (bytes.Length > chunkBytes + MaxChecksums)
                {
                    throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(chunkBytes, "byte")} holds more");
                }
            }
            while (read > 0);

            packed.Dispose();
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    private static int Read(Stream stream, Span<byte> destination)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException damage)
        {
            throw Hdf5Exception.Corrupt("a chunk cannot be inflated", damage);
        }
    }

    /// <summary>A forward-only source of bytes.</summary>
    private abstract class ForwardBytes(long length) : ForwardStream
    {
        private long _done;

        public void Rewind() => _done = 0;

        public override int Read(Span<byte> buffer)
        {
            Span<byte> next = buffer[..(int)Math.Clamp(length - _done, 0, buffer.Length)];
            ReadAt(_done, next);
            _done += next.Length;
            return next.Length;
        }

        protected abstract void ReadAt(long offset, Span<byte> destination);
    }

    /// <summary>The chunk as stored in the file.</summary>
    private sealed class PackedBytes(Hdf5File file, Hdf5Chunk chunk) : ForwardBytes(chunk.Size)
    {
        protected override void ReadAt(long offset, Span<byte> destination) => file.Read(chunk.Address + offset, destination);
    }

    /// <summary>The bytes of a shuffled buffer: the first bytes of all elements, then their second ones and so on.</summary>
    private sealed class BufferedBytes(SampleBuffer bytes, long length, int elementSize) : ForwardBytes(length)
    {
        private readonly long _count = length / elementSize;
        private readonly byte[] _plane = new byte[64 << 10];

        protected override void ReadAt(long offset, Span<byte> destination)
        {
            if (elementSize == 1)
            {
                bytes.ReadBytes(offset, destination);
                return;
            }

            for (int place = 0; place < elementSize; place++)
            {
                Interleave(offset, place, destination);
            }

            // Bytes that do not fill an element are left at the end.
            int rest = (int)Math.Clamp(offset + destination.Length - (_count * elementSize), 0, destination.Length);
            bytes.ReadBytes(offset + destination.Length - rest, destination[^rest..]);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                bytes.Dispose();
            }

            base.Dispose(disposing);
        }

        // The bytes at one position within their elements, as far as the elements fit the destination.
        private void Interleave(long offset, int place, Span<byte> destination)
        {
            long first = (offset - place + elementSize - 1) / elementSize;
            long end = Math.Min((offset + destination.Length - place + elementSize - 1) / elementSize, _count);
            while (first < end)
            {
                Span<byte> plane = _plane.AsSpan(0, (int)Math.Min(_plane.Length, end - first));
                bytes.ReadBytes((place * _count) + first, plane);
                int to = (int)((first * elementSize) + place - offset);
                foreach (byte value in plane)
                {
                    destination[to] = value;
                    to += elementSize;
                }

                first += plane.Length;
            }
        }
    }
}
