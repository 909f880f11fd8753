namespace Ecg.Formats.Hdf5;

/// <summary>The storage layout of a data set's elements.</summary>
internal sealed record Hdf5Layout
{
    /// <summary>The layout class.</summary>
    public required Hdf5LayoutClass Class { get; init; }

    /// <summary>The elements of a compact data set.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The address of a contiguous data set or of the chunk index; <see cref="Hdf5File.Undefined"/> if not allocated.</summary>
    public long Address { get; init; } = Hdf5File.Undefined;

    /// <summary>The size of a contiguous data set in bytes; <see langword="null"/> if the message does not state it.</summary>
    public long? Size { get; init; }

    /// <summary>The lengths of a chunk's dimensions, in elements.</summary>
    public IReadOnlyList<long> Chunk { get; init; } = [];

    /// <summary>The form of the chunk index.</summary>
    public Hdf5ChunkIndexType Index { get; init; }

    /// <summary>Whether chunks beyond the data set's edge are unfiltered.</summary>
    public bool LeavesEdgesUnfiltered { get; init; }

    /// <summary>The stored size of a single chunk; 0 if it is not filtered.</summary>
    public long SingleSize { get; init; }

    /// <summary>The filters that were not applied to a single chunk, one bit each.</summary>
    public uint SingleMask { get; init; }

    /// <summary>Reads the message (HDF5 File Format Specification 3.0, IV.A.2.i "The Data Layout Message").</summary>
    /// <exception cref="Hdf5Exception">It cannot be read, or is unsupported.</exception>
    public static Hdf5Layout Read(Hdf5File file, ReadOnlyMemory<byte> body)
    {
        Hdf5Cursor cursor = file.Cursor(body.Span);
        byte version = cursor.Byte();
        switch (version)
        {
            case 1 or 2:
                return ReadOlder(ref cursor, body);
            case 3 or 4:
                break;
            default:
                throw Hdf5Exception.Unsupported($"a data layout of version {version} is not supported");
        }

        var layoutClass = (Hdf5LayoutClass)cursor.Byte();
        switch (layoutClass)
        {
            case Hdf5LayoutClass.Compact:
                ushort size = cursor.UInt16();
                cursor.Skip(size);
                return new() { Class = layoutClass, Data = body.Slice(cursor.Position - size, size) };
            case Hdf5LayoutClass.Contiguous:
                return new() { Class = layoutClass, Address = cursor.Address(), Size = cursor.Length() };
            case Hdf5LayoutClass.Chunked:
                return version == 3 ? ReadChunked3(ref cursor) : ReadChunked4(ref cursor);
            case Hdf5LayoutClass.Virtual:
                throw Hdf5Exception.Unsupported("a virtual dataset is not supported: its elements are in other files");
            default:
                throw Hdf5Exception.Corrupt($"there is no data layout {(int)layoutClass}");
        }
    }

    // Versions 1 and 2, which the first MATLAB releases with -v7.3 wrote.
    private static Hdf5Layout ReadOlder(ref Hdf5Cursor cursor, ReadOnlyMemory<byte> body)
    {
        byte dimensionality = cursor.Byte();
        var layoutClass = (Hdf5LayoutClass)cursor.Byte();
        cursor.Skip(5);
        switch (layoutClass)
        {
            case Hdf5LayoutClass.Compact:
                cursor.Skip(4 * dimensionality);
                int size = (int)Math.Min(cursor.UInt32(), int.MaxValue);
                cursor.Skip(size);
                return new() { Class = layoutClass, Data = body.Slice(cursor.Position - size, size) };
            case Hdf5LayoutClass.Contiguous:
                return new() { Class = layoutClass, Address = cursor.Address() };
            case Hdf5LayoutClass.Chunked:
                long address = cursor.Address();
                return new() { Class = layoutClass, Address = address, Chunk = ReadChunk(ref cursor, dimensionality, 4) };
            default:
                throw Hdf5Exception.Corrupt($"there is no data layout {(int)layoutClass}");
        }
    }

    private static Hdf5Layout ReadChunked3(ref Hdf5Cursor cursor)
    {
        byte dimensionality = cursor.Byte();
        long address = cursor.Address();
        return new()
        {
            Class = Hdf5LayoutClass.Chunked,
            Address = address,
            Chunk = ReadChunk(ref cursor, dimensionality, 4),
        };
    }

    private static Hdf5Layout ReadChunked4(ref Hdf5Cursor cursor)
    {
        const int LeavesEdges = 1;
        const int SingleIsFiltered = 2;
        byte flags = cursor.Byte();
        byte dimensionality = cursor.Byte();
        byte encodedSize = cursor.Byte();
        if (encodedSize is 0 or > 8)
        {
            throw Hdf5Exception.Corrupt($"a chunk's dimensions are stored in {Counted.Of(encodedSize, "byte")} each");
        }

        var layout = new Hdf5Layout
        {
            Class = Hdf5LayoutClass.Chunked,
            LeavesEdgesUnfiltered = (flags & LeavesEdges) != 0,
            Chunk = ReadChunk(ref cursor, dimensionality, encodedSize),
            Index = (Hdf5ChunkIndexType)cursor.Byte(),
        };

        switch (layout.Index)
        {
            case Hdf5ChunkIndexType.Single when (flags & SingleIsFiltered) != 0:
                layout = layout with { SingleSize = cursor.Length(), SingleMask = cursor.UInt32() };
                break;
            case Hdf5ChunkIndexType.Single or Hdf5ChunkIndexType.Implicit:
                break;

            // The index repeats the message's statement about it.
            case Hdf5ChunkIndexType.FixedArray:
                cursor.Skip(1);
                break;
            case Hdf5ChunkIndexType.ExtensibleArray:
                cursor.Skip(5);
                break;
            case Hdf5ChunkIndexType.BTree2:
                cursor.Skip(6);
                break;
            default:
                throw Hdf5Exception.Unsupported($"a chunk index of type {(int)layout.Index} is not supported");
        }

        return layout with { Address = cursor.Address() };
    }

    // The last of the dimensions is the size of an element.
    private static long[] ReadChunk(ref Hdf5Cursor cursor, int dimensionality, int encodedSize)
    {
        if (dimensionality is < 2 or > Hdf5Dataspace.MaxRank + 1)
        {
            throw Hdf5Exception.Corrupt($"a chunk has {Counted.Of(dimensionality - 1, "dimension")}");
        }

        long[] chunk = new long[dimensionality - 1];
        for (int i = 0; i < chunk.Length; i++)
        {
            ulong length = cursor.Unsigned(encodedSize);
            chunk[i] = length is > 0 and <= uint.MaxValue
                ? (long)length
                : throw Hdf5Exception.Corrupt($"a chunk's dimension is of length {length}");
        }

        cursor.Skip(encodedSize);
        return chunk;
    }
}
