namespace Ecg.Formats.Hdf5;

/// <summary>The filters of a data set's chunks, in the order of writing.</summary>
internal static class Hdf5FilterPipeline
{
    private const int MaxFilters = 32;

    /// <summary>Reads the message (HDF5 File Format Specification 3.0, IV.A.2.l "The Filter Pipeline Message").</summary>
    /// <exception cref="Hdf5Exception">It cannot be read, or names an unsupported filter.</exception>
    public static IReadOnlyList<Hdf5Filter> Read(Hdf5File file, ReadOnlySpan<byte> body)
    {
        Hdf5Cursor cursor = file.Cursor(body);
        byte version = cursor.Byte();
        if (version is not (1 or 2))
        {
            throw Hdf5Exception.Unsupported($"a filter pipeline of version {version} is not supported");
        }

        byte count = cursor.Byte();
        cursor.Skip(version == 1 ? 6 : 0);
        if (count > MaxFilters)
        {
            throw Hdf5Exception.Corrupt($"chunks claim to have {count} filters");
        }

        var filters = new Hdf5Filter[count];
        for (int i = 0; i < count; i++)
        {
            filters[i] = ReadFilter(ref cursor, version);
        }

        return filters;
    }

    private static Hdf5Filter ReadFilter(ref Hdf5Cursor cursor, int version)
    {
        const int FirstWithName = 256;
        ushort id = cursor.UInt16();
        int nameSize = version == 1 || id >= FirstWithName ? cursor.UInt16() : 0;
        cursor.Skip(2);
        ushort values = cursor.UInt16();
        cursor.Skip(version == 1 ? (nameSize + 7) & ~7 : nameSize);
        uint first = values > 0 ? cursor.UInt32() : 0;
        cursor.Skip(4 * Math.Max(values - 1, 0));
        cursor.Skip(version == 1 && values % 2 == 1 ? 4 : 0);
        return id is Hdf5Filter.Deflate or Hdf5Filter.Shuffle or Hdf5Filter.Fletcher32
            ? new(id, first)
            : throw Hdf5Exception.Unsupported($"chunks compressed with the HDF5 filter {Name(id)} are not supported");
    }

    private static string Name(ushort id) => id switch
    {
        4 => "4 (szip)",
        5 => "5 (nbit)",
        6 => "6 (scale-offset)",
        32000 => "32000 (LZF)",
        32001 => "32001 (Blosc)",
        32004 => "32004 (LZ4)",
        32015 => "32015 (Zstandard)",
        _ => $"{id}",
    };
}
