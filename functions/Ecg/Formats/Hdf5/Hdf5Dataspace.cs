namespace Ecg.Formats.Hdf5;

/// <summary>The dimensions of a data set or an attribute, slowest first.</summary>
/// <param name="Dimensions">The current lengths; empty for a single element.</param>
/// <param name="MaxDimensions">The maximum lengths, -1 for an unlimited one.</param>
/// <param name="ElementCount">The product of the lengths, checked for overflow.</param>
internal sealed record Hdf5Dataspace(IReadOnlyList<long> Dimensions, IReadOnlyList<long> MaxDimensions, long ElementCount)
{
    /// <summary>The HDF5 library's limit of dimensions.</summary>
    public const int MaxRank = 32;

    private static readonly Hdf5Dataspace Nothing = new([0], [0], 0);

    /// <summary>Reads the message (HDF5 File Format Specification 3.0, IV.A.2.b "The Dataspace Message").</summary>
    /// <exception cref="Hdf5Exception">It cannot be read, or the number of elements overflows.</exception>
    public static Hdf5Dataspace Read(ref Hdf5Cursor cursor)
    {
        byte version = cursor.Byte();
        if (version is not (1 or 2))
        {
            throw Hdf5Exception.Unsupported($"a dataspace of version {version} is not supported");
        }

        byte rank = cursor.Byte();
        bool hasMax = (cursor.Byte() & 1) != 0;
        byte kind = cursor.Byte();
        cursor.Skip(version == 1 ? 4 : 0);
        if (rank > MaxRank)
        {
            throw Hdf5Exception.Corrupt($"a dataset has {Counted.Of(rank, "dimension")}");
        }

        const byte NullDataspace = 2;
        if (version == 2 && kind == NullDataspace)
        {
            return Nothing;
        }

        long[] dimensions = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            dimensions[i] = cursor.Length();
        }

        long[] max = (long[])dimensions.Clone();
        for (int i = 0; hasMax && i < rank; i++)
        {
            max[i] = cursor.LengthOrUnlimited();
        }

        return new(dimensions, max, Product(dimensions));
    }

    /// <summary>Returns the product of lengths.</summary>
    /// <exception cref="Hdf5Exception">It overflows.</exception>
    public static long Product(IReadOnlyList<long> lengths)
    {
        var product = (Int128)1;
        foreach (long length in lengths)
        {
            if (length == 0)
            {
                return 0;
            }

            // Saturates, so that a later 0 still makes the product 0.
            product = Int128.Min(product * length, (Int128)long.MaxValue + 1);
        }

        return product <= long.MaxValue
            ? (long)product
            : throw Hdf5Exception.Corrupt($"the dimensions {string.Join('x', lengths)} claim more elements than any file has");
    }
}
