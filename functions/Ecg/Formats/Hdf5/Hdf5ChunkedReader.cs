using System.Buffers;

namespace Ecg.Formats.Hdf5;

/// <summary>Reads the elements of chunks in data set order, without holding the whole data set.</summary>
/// <remarks>
/// A row of chunks, those at one position of the slowest dimension, is decoded once into a
/// buffer that goes to a temporary file if it is large. From there the elements are gathered in parts. A chunk
/// that spans the whole width of the data set needs neither.
/// </remarks>
internal sealed class Hdf5ChunkedReader : IDisposable
{
    private const int PieceBytes = 4 << 20;
    private const int BlockBytes = 1 << 20;

    private readonly Hdf5File _file;
    private readonly Hdf5ChunkGrid _grid;
    private readonly Hdf5ChunkMap _chunks;
    private readonly Hdf5Layout _layout;
    private readonly byte[] _fill;
    private readonly bool _isFiltered;
    private readonly Hdf5ChunkDecoder? _decoder;

    // The number of bytes of one step along each dimension, in the data set and in a chunk.
    private readonly long[] _stride;
    private readonly long[] _chunkStride;

    // The current row of chunks: the position of the current chunk, and the offsets of the row's chunks in the buffer.
    private readonly long[] _place;
    private readonly Dictionary<long, long> _offsets = [];
    private SampleBuffer? _row;

    /// <summary>Creates a reader.</summary>
    /// <exception cref="Hdf5Exception">The chunks are too large to decode.</exception>
    public Hdf5ChunkedReader(
        Hdf5File file,
        Hdf5ChunkGrid grid,
        Hdf5ChunkMap chunks,
        IReadOnlyList<Hdf5Filter> filters,
        Hdf5Layout layout,
        byte[] fill)
    {
        _file = file;
        _grid = grid;
        _chunks = chunks;
        _layout = layout;
        _fill = fill;
        _isFiltered = filters.Count > 0;
        _decoder = _isFiltered ? new(file, filters, grid.ChunkBytes, grid.ElementSize) : null;
        _place = new long[grid.Rank];
        _stride = Strides(grid.Space.Dimensions, grid.ElementSize);
        _chunkStride = Strides(grid.Chunk, grid.ElementSize);
    }

    /// <summary>Passes on all elements, last dimension fastest.</summary>
    /// <exception cref="Hdf5Exception">They are damaged.</exception>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public void CopyTo(Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        bool isAsWide = true;
        for (int i = 1; i < _grid.Rank; i++)
        {
            isAsWide &= _grid.Chunk[i] == _grid.Space.Dimensions[i];
        }

        for (long row = 0L; row < _grid.Counts[0]; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Array.Clear(_place);
            _place[0] = row;
            if (!isAsWide || !TryCopyWide(sink, cancellationToken))
            {
                CopyRow(sink, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder?.Dispose();
        _row?.Dispose();
    }

    private static long[] Strides(IReadOnlyList<long> lengths, int elementSize)
    {
        long[] strides = new long[lengths.Count];
        long stride = (long)elementSize;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride = checked(stride * lengths[i]);
        }

        return strides;
    }

    private bool TryCopyWide(Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        if (!_chunks.TryGet(_place, out Hdf5Chunk chunk))
        {
            return false;
        }

        long bytes = LengthAlong(0, _place[0]) * _stride[0];
        if (IsPacked())
        {
            _decoder!.Decode(chunk, bytes, sink.Append, cancellationToken);
        }
        else
        {
            CopyUnpacked(chunk, bytes, sink.Append, cancellationToken);
        }

        return true;
    }

    private void CopyRow(Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        if (_grid.ChunkBytes > Hdf5ChunkDecoder.MaxChunkBytes)
        {
            throw Hdf5Exception.Unsupported(
                $"chunks of {_grid.ChunkBytes} bytes are not supported, write the file with chunks of at most {Hdf5ChunkDecoder.MaxChunkBytes}");
        }

        using (_row = new(SampleType.UInt8, _file.Share))
        {
            _offsets.Clear();
            UnpackRow(1, cancellationToken);
            long first = _place[0] * _grid.Chunk[0];
            long[] origin = new long[_grid.Rank];
            Emit(0, origin, first, first + LengthAlong(0, _place[0]), sink, cancellationToken);
        }

        _row = null;
    }

    // Visits the chunks of the row, one dimension per level.
    private void UnpackRow(int dimension, CancellationToken cancellationToken)
    {
        if (dimension < _grid.Rank)
        {
            for (long i = 0L; i < _grid.Counts[dimension]; i++)
            {
                _place[dimension] = i;
                UnpackRow(dimension + 1, cancellationToken);
            }

            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!_chunks.TryGet(_place, out Hdf5Chunk chunk))
        {
            return;
        }

        _offsets.Add(_grid.Number(_place), _row!.Length);
        if (IsPacked())
        {
            _decoder!.Decode(chunk, _grid.ChunkBytes, _row.Append, cancellationToken);
        }
        else
        {
            CopyUnpacked(chunk, _grid.ChunkBytes, _row.Append, cancellationToken);
        }
    }

    private bool IsPacked() => _isFiltered && !(_layout.LeavesEdgesUnfiltered && _grid.IsPartial(_place));

    private void CopyUnpacked(Hdf5Chunk chunk, long bytes, Action<ReadOnlySpan<byte>> target, CancellationToken cancellationToken)
    {
        if (chunk.Size != _grid.ChunkBytes)
        {
            throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(_grid.ChunkBytes, "byte")} holds {chunk.Size}");
        }

        int most = BlockBytes / _grid.ElementSize * _grid.ElementSize;
        byte[] block = ArrayPool<byte>.Shared.Rent((int)Math.Min(bytes, most));
        try
        {
            for (long done = 0L; done < bytes;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<byte> piece = block.AsSpan(0, (int)Math.Min(bytes - done, most));
                _file.Read(chunk.Address + done, piece);
                target(piece);
                done += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    // Passes on the elements between two positions of a dimension, with the slower dimensions fixed and
    // all of the faster ones, in parts of a few MiB.
    private void Emit(int dimension, long[] origin, long first, long end, Hdf5ElementSink sink, CancellationToken cancellationToken)
    {
        if (_stride[dimension] > PieceBytes && dimension < _grid.Rank - 1)
        {
            for (long i = first; i < end; i++)
            {
                origin[dimension] = i;
                Emit(dimension + 1, origin, 0, _grid.Space.Dimensions[dimension + 1], sink, cancellationToken);
            }

            return;
        }

        long step = Math.Max(PieceBytes / _stride[dimension], 1);
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(Math.Min(step, end - first) * _stride[dimension]));
        try
        {
            for (long i = first; i < end; i += step)
            {
                cancellationToken.ThrowIfCancellationRequested();
                long last = Math.Min(i + step, end);
                Span<byte> piece = buffer.AsSpan(0, (int)((last - i) * _stride[dimension]));
                Hdf5Fill.Write(_fill, piece);
                Gather(1, new(dimension, origin, i, last), piece);
                sink.Append(piece);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Visits the chunks of the row that overlap a part, one dimension per level.
    private void Gather(int dimension, Piece piece, Span<byte> destination)
    {
        if (dimension == _grid.Rank)
        {
            CopyChunk(piece, destination);
            return;
        }

        long chunk = _grid.Chunk[dimension];
        (long first, long end) = (0L, _grid.Counts[dimension]);
        if (dimension < piece.Dimension)
        {
            first = piece.Origin[dimension] / chunk;
            end = first + 1;
        }
        else if (dimension == piece.Dimension)
        {
            first = piece.First / chunk;
            end = ((piece.End - 1) / chunk) + 1;
        }

        for (long i = first; i < end; i++)
        {
            _place[dimension] = i;
            Gather(dimension + 1, piece, destination);
        }
    }

    private void CopyChunk(Piece piece, Span<byte> destination)
    {
        if (!_offsets.TryGetValue(_grid.Number(_place), out long source))
        {
            return;
        }

        int cut = piece.Dimension;
        for (int i = 0; i < cut; i++)
        {
            source += (piece.Origin[i] - (_place[i] * _grid.Chunk[i])) * _chunkStride[i];
        }

        long chunkFirst = _place[cut] * _grid.Chunk[cut];
        long first = Math.Max(piece.First, chunkFirst);
        long count = Math.Min(piece.End, chunkFirst + _grid.Chunk[cut]) - first;
        source += (first - chunkFirst) * _chunkStride[cut];

        long target = (first - piece.First) * _stride[cut];
        for (int i = cut + 1; i < _grid.Rank; i++)
        {
            target += _place[i] * _grid.Chunk[i] * _stride[i];
        }

        CopyFromRow(source, cut, count, destination[(int)target..]);
    }

    private void CopyFromRow(long source, int dimension, long count, Span<byte> destination)
    {
        long bytes = count * _chunkStride[dimension];
        if (_row!.TryGetMemory<byte>(out ReadOnlySpan<byte> row))
        {
            CopyBlock(row.Slice((int)source, (int)bytes), dimension, count, destination);
            return;
        }

        if (_chunkStride[dimension] == _stride[dimension])
        {
            _row.Read(source, destination[..(int)bytes]);
            return;
        }

        // A hostile chunk may be a hundred times as wide as the data set.
        if (bytes > PieceBytes)
        {
            long within = LengthAlong(dimension + 1, _place[dimension + 1]);
            for (long i = 0L; i < count; i++)
            {
                CopyFromRow(source + (i * _chunkStride[dimension]), dimension + 1, within, destination[(int)(i * _stride[dimension])..]);
            }

            return;
        }

        int length = (int)bytes;
        byte[] elements = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            _row.Read(source, elements.AsSpan(0, length));
            CopyBlock(elements.AsSpan(0, length), dimension, count, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(elements);
        }
    }

    private void CopyBlock(ReadOnlySpan<byte> source, int dimension, long count, Span<byte> destination)
    {
        if (_chunkStride[dimension] == _stride[dimension])
        {
            source[..(int)(count * _stride[dimension])].CopyTo(destination);
            return;
        }

        long inner = LengthAlong(dimension + 1, _place[dimension + 1]);
        for (long i = 0L; i < count; i++)
        {
            CopyBlock(
                source[(int)(i * _chunkStride[dimension])..], dimension + 1, inner, destination[(int)(i * _stride[dimension])..]);
        }
    }

    // The extent of a chunk within the data set.
    private long LengthAlong(int dimension, long place)
    {
        long chunk = _grid.Chunk[dimension];
        return Math.Min(chunk, _grid.Space.Dimensions[dimension] - (place * chunk));
    }

    // The unit of gathering: the slower dimensions fixed, one between two positions, the faster ones whole.
    private readonly record struct Piece(int Dimension, long[] Origin, long First, long End);
}
