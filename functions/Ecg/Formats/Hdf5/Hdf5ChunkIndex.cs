namespace Ecg.Formats.Hdf5;

/// <summary>Finds a data set's chunks in each form of index.</summary>
internal sealed class Hdf5ChunkIndex
{
    private readonly Hdf5File _file;
    private readonly Hdf5Layout _layout;
    private readonly Hdf5ChunkGrid _grid;
    private readonly bool _isFiltered;
    private readonly Hdf5ChunkMap _map;
    private readonly long[] _largestCounts;
    private readonly int _slowest;

    private Hdf5ChunkIndex(Hdf5File file, Hdf5Layout layout, Hdf5ChunkGrid grid, bool isFiltered)
    {
        _file = file;
        _layout = layout;
        _grid = grid;
        _isFiltered = isFiltered;
        _map = new(file, grid);

        // In the arrays of chunks, an unlimited dimension counts as the slowest.
        _largestCounts = grid.LargestCounts();
        _slowest = Math.Max(Array.IndexOf(_largestCounts, -1), 0);
    }

    /// <summary>Lists the chunks.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">The location of the index.</param>
    /// <param name="grid">The division into chunks.</param>
    /// <param name="isFiltered">Whether the chunks are filtered, so that their stored sizes are listed.</param>
    /// <exception cref="Hdf5Exception">The index is damaged.</exception>
    public static Hdf5ChunkMap Read(Hdf5File file, Hdf5Layout layout, Hdf5ChunkGrid grid, bool isFiltered)
    {
        var index = new Hdf5ChunkIndex(file, layout, grid, isFiltered);
        if (layout.Address == Hdf5File.Undefined || grid.Space.ElementCount == 0)
        {
            return index._map;
        }

        switch (layout.Index)
        {
            case Hdf5ChunkIndexType.BTree1:
                index.ReadBTree1();
                break;
            case Hdf5ChunkIndexType.Single:
                index.ReadSingle();
                break;
            case Hdf5ChunkIndexType.Implicit:
                index.ReadImplicit();
                break;
            case Hdf5ChunkIndexType.FixedArray:
                new Hdf5FixedArray(file, layout.Address).Visit(index.AddElement);
                break;
            case Hdf5ChunkIndexType.ExtensibleArray:
                new Hdf5ExtensibleArray(file, layout.Address).Visit(index.AddElement);
                break;
            case Hdf5ChunkIndexType.BTree2:
                Hdf5BTree2.Visit(file, layout.Address, index.AddRecord);
                break;
            default:
                throw Hdf5Exception.Unsupported($"a chunk index of type {layout.Index} is not supported");
        }

        return index._map;
    }

    // III.A.1: the key of a chunk is its stored size, its filter mask, and the position of its first element, with
    // the position within the element as an additional last dimension.
    private void ReadBTree1()
    {
        int keySize = 8 + (8 * (_grid.Rank + 1));
        long[] place = new long[_grid.Rank];
        Hdf5BTree1.Visit(_file, _layout.Address, Hdf5BTree1.Chunks, keySize, (key, address) =>
        {
            Hdf5Cursor cursor = _file.Cursor(key);
            uint size = cursor.UInt32();
            uint mask = cursor.UInt32();
            for (int i = 0; i < place.Length; i++)
            {
                long first = cursor.Count64();
                place[i] = first / _grid.Chunk[i];
                if (first % _grid.Chunk[i] != 0)
                {
                    throw Hdf5Exception.Corrupt("a chunk does not begin where one can");
                }
            }

            _map.Add(place, new(address, size, mask));
            return true;
        });
    }

    private void ReadSingle()
    {
        long[] place = new long[_grid.Rank];
        long size = _layout.SingleSize != 0 ? _layout.SingleSize : _grid.ChunkBytes;
        _map.Add(place, new(_layout.Address, size, _layout.SingleSize != 0 ? _layout.SingleMask : uint.MaxValue));
    }

    private void ReadImplicit()
    {
        if (Array.IndexOf(_largestCounts, -1) >= 0)
        {
            throw Hdf5Exception.Corrupt("implicitly indexed chunks belong to a dataset that grows");
        }

        _map.AddSeries(_layout.Address, _largestCounts);
    }

    // Appendix C: an element is the chunk's address and, with filters, its stored size and its filter mask.
    private void AddElement(long number, ReadOnlySpan<byte> element)
    {
        Hdf5Cursor cursor = _file.Cursor(element);
        long address = cursor.Address();
        AddNumber(number, _isFiltered ? Filtered(address, ref cursor, element.Length - _file.OffsetSize - 4) : Whole(address));
    }

    // III.A.2, record types 10 and 11: the position in the grid follows.
    private bool AddRecord(byte type, ReadOnlySpan<byte> record)
    {
        const byte Chunks = 10;
        const byte FilteredChunks = 11;
        if (type is not (Chunks or FilteredChunks))
        {
            throw Hdf5Exception.Corrupt($"the chunks are in a B-tree of type {type}");
        }

        Hdf5Cursor cursor = _file.Cursor(record);
        long address = cursor.Address();
        Hdf5Chunk chunk = type == FilteredChunks
            ? Filtered(address, ref cursor, record.Length - _file.OffsetSize - 4 - (8 * _grid.Rank))
            : Whole(address);
        Span<long> place = stackalloc long[_grid.Rank];
        for (int i = 0; i < place.Length; i++)
        {
            place[i] = cursor.Count64();
        }

        _map.Add(place, chunk);
        return true;
    }

    private Hdf5Chunk Whole(long address) => new(address, _grid.ChunkBytes, uint.MaxValue);

    private static Hdf5Chunk Filtered(long address, ref Hdf5Cursor cursor, int sizeBytes)
    {
        if (sizeBytes is < 1 or > 8)
        {
            throw Hdf5Exception.Corrupt($"the compressed size of a chunk takes {Counted.Of(sizeBytes, "byte")}");
        }

        ulong size = cursor.Unsigned(sizeBytes);
        return new(address, (long)Math.Min(size, long.MaxValue), cursor.UInt32());
    }

    // The arrays number the chunks in the grid of the data set's maximum size.
    private void AddNumber(long number, Hdf5Chunk chunk)
    {
        Span<long> place = stackalloc long[_grid.Rank];
        for (int i = place.Length - 1; i >= 0; i--)
        {
            if (i == _slowest)
            {
                continue;
            }

            if (_largestCounts[i] <= 0)
            {
                throw Hdf5Exception.Corrupt("an array of chunks belongs to a dataset that grows in two dimensions");
            }

            (number, place[i]) = Math.DivRem(number, _largestCounts[i]);
        }

        place[_slowest] = number;
        _map.Add(place, chunk);
    }
}
