namespace Ecg.Formats.Hdf5;

/// <summary>The chunks of a data set that the file contains.</summary>
internal sealed class Hdf5ChunkMap
{
    private readonly Hdf5File _file;
    private readonly Hdf5ChunkGrid _grid;
    private readonly Dictionary<long, Hdf5Chunk> _chunks = [];
    private long[]? _seriesCounts;
    private long _seriesAddress;

    /// <summary>Creates an empty map.</summary>
    public Hdf5ChunkMap(Hdf5File file, Hdf5ChunkGrid grid)
    {
        _file = file;
        _grid = grid;
    }

    /// <summary>The stored size of all chunks.</summary>
    public long StoredBytes { get; private set; }

    /// <summary>The number of chunks.</summary>
    public long Count => _seriesCounts is null ? _chunks.Count : _grid.Total;

    /// <summary>Adds a chunk, unless it has no address or is outside the data set, which may have shrunk.</summary>
    /// <param name="place">Its position in the grid.</param>
    /// <param name="chunk">The chunk.</param>
    /// <exception cref="Hdf5Exception">It is outside the file, or already added.</exception>
    public void Add(ReadOnlySpan<long> place, Hdf5Chunk chunk)
    {
        long number = _grid.Number(place);
        if (number < 0 || chunk.Address == Hdf5File.Undefined)
        {
            return;
        }

        if (!_file.Contains(chunk.Address, chunk.Size))
        {
            throw Hdf5Exception.Corrupt($"a chunk of {Counted.Of(chunk.Size, "byte")} at {chunk.Address} is not within the file's {_file.Length}");
        }

        if (!_chunks.TryAdd(number, chunk))
        {
            throw Hdf5Exception.Corrupt("the index of the chunks names one of them twice");
        }

        StoredBytes += chunk.Size;
        if (StoredBytes > _file.Length)
        {
            throw Hdf5Exception.Corrupt("the chunks claim more bytes than the file has");
        }
    }

    /// <summary>Adds all chunks of the data set at its maximum size, which are consecutive and unfiltered.</summary>
    /// <exception cref="Hdf5Exception">They are outside the file.</exception>
    public void AddSeries(long address, long[] counts)
    {
        Int128 bytes = (Int128)Hdf5Dataspace.Product(counts) * _grid.ChunkBytes;
        if (bytes > _file.Length || !_file.Contains(address, (long)bytes))
        {
            throw Hdf5Exception.Corrupt("the chunks claim more bytes than the file has");
        }

        _seriesAddress = address;
        _seriesCounts = counts;
        StoredBytes = (long)bytes;
    }

    /// <summary>Returns the chunk at a position in the grid, if the file contains it.</summary>
    public bool TryGet(ReadOnlySpan<long> place, out Hdf5Chunk chunk)
    {
        if (_seriesCounts is null)
        {
            return _chunks.TryGetValue(_grid.Number(place), out chunk);
        }

        long number = 0L;
        for (int i = 0; i < place.Length; i++)
        {
            number = (number * _seriesCounts[i]) + place[i];
        }

        chunk = new(_seriesAddress + (number * _grid.ChunkBytes), _grid.ChunkBytes, uint.MaxValue);
        return _file.Contains(chunk.Address, chunk.Size);
    }
}
