namespace Ecg.Formats.Hdf5;

/// <summary>The names of a group's members in the older form of storage.</summary>
/// <remarks>HDF5 File Format Specification 3.0, III.D "Disk Format: Level 1D - Local Heaps".</remarks>
internal sealed class Hdf5LocalHeap
{
    private readonly Hdf5File _file;
    private readonly long _size;
    private readonly long _address;
    private readonly byte[] _name = new byte[256];

    /// <summary>Reads the heap's header.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public Hdf5LocalHeap(Hdf5File file, long address)
    {
        _file = file;
        Hdf5Cursor cursor = file.Cursor(file.ReadBlock(address, 8 + (2 * file.LengthSize) + file.OffsetSize));
        cursor.Signature("HEAP"u8, "a group's heap of names");
        cursor.Skip(4);
        _size = cursor.Length();
        cursor.Skip(file.LengthSize);
        _address = cursor.Address();
        if (!file.Contains(_address, _size))
        {
            throw Hdf5Exception.Corrupt($"a group's heap of names claims {Counted.Of(_size, "byte")}");
        }
    }

    /// <summary>Reads the name at an offset, without its terminating zero byte.</summary>
    /// <returns>The name, valid until the next call; its first <paramref name="atMost"/> bytes if it is longer.</returns>
    /// <exception cref="Hdf5Exception">There is no name.</exception>
    public ReadOnlySpan<byte> Read(long offset, int atMost)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atMost, _name.Length);
        if (offset < 0 || offset >= _size)
        {
            throw Hdf5Exception.Corrupt("a member of a group has no name");
        }

        Span<byte> name = _name.AsSpan(0, (int)Math.Min(atMost, _size - offset));
        _file.Read(_address + offset, name);
        int end = name.IndexOf((byte)0);
        return end < 0 ? name : name[..end];
    }
}
