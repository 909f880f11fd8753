namespace Ecg.Formats.Hdf5;

/// <summary>The division of a data set into chunks.</summary>
internal sealed class Hdf5ChunkGrid
{
    private readonly long[] _counts;

    /// <summary>Creates the grid of a data set.</summary>
    /// <exception cref="Hdf5Exception">The numbers of dimensions differ, or a chunk is too large.</exception>
    public Hdf5ChunkGrid(Hdf5Dataspace space, IReadOnlyList<long> chunk, int elementSize)
    {
        if (chunk.Count != space.Dimensions.Count)
        {
            throw Hdf5Exception.Corrupt($"chunks of {Counted.Of(chunk.Count, "dimension")} are to hold {space.Dimensions.Count}");
        }

        Space = space;
        Chunk = chunk;
        ElementSize = elementSize;
        _counts = new long[chunk.Count];
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] = Divide(space.Dimensions[i], chunk[i]);
        }

        // The HDF5 library limits a chunk to 4 GiB.
        Int128 bytes = (Int128)Hdf5Dataspace.Product(chunk) * elementSize;
        ChunkBytes = bytes <= uint.MaxValue
            ? (long)bytes
            : throw Hdf5Exception.Corrupt($"chunks claim {Counted.Of(bytes, "byte")} each");
    }

    /// <summary>The data set's dimensions.</summary>
    public Hdf5Dataspace Space { get; }

    /// <summary>The lengths of a chunk's dimensions.</summary>
    public IReadOnlyList<long> Chunk { get; }

    /// <summary>The size of an element in bytes.</summary>
    public int ElementSize { get; }

    /// <summary>The size of a decoded chunk in bytes.</summary>
    public long ChunkBytes { get; }

    /// <summary>The number of chunks in the whole data set.</summary>
    public long Total => Hdf5Dataspace.Product(_counts);

    /// <summary>The number of chunks along each dimension.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>The number of dimensions.</summary>
    public int Rank => _counts.Length;

    /// <summary>Returns the index of a chunk, last dimension fastest; -1 if it is outside the data set.</summary>
    /// <param name="place">The chunk's position in the grid.</param>
    public long Number(ReadOnlySpan<long> place)
    {
        long number = 0L;
        for (int i = 0; i < _counts.Length; i++)
        {
            if (place[i] < 0 || place[i] >= _counts[i])
            {
                return -1;
            }

            // No overflow: a grid has at most as many chunks as its data set has elements.
            number = (number * _counts[i]) + place[i];
        }

        return number;
    }

    /// <summary>Returns whether a chunk extends beyond the data set's edge.</summary>
    public bool IsPartial(ReadOnlySpan<long> place)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            if ((place[i] + 1) * Chunk[i] > Space.Dimensions[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The grid of the data set at its maximum size, which the arrays of newer files use to number chunks; -1 for an
    /// unlimited dimension.
    /// </summary>
    public long[] LargestCounts()
    {
        long[] counts = new long[_counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            long max = Space.MaxDimensions[i];
            counts[i] = max < 0 ? -1 : Divide(max, Chunk[i]);
        }

        return counts;
    }

    private static long Divide(long length, long by) => (length / by) + (length % by == 0 ? 0 : 1);
}
