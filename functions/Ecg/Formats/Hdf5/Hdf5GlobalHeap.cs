namespace Ecg.Formats.Hdf5;

/// <summary>Reads the sequences of variable-length types.</summary>
/// <remarks>HDF5 File Format Specification 3.0, III.E "Disk Format: Level 1E - Global Heap".</remarks>
internal sealed class Hdf5GlobalHeap
{
    private const int HeaderSize = 16;

    private readonly Hdf5File _file;
    private readonly Dictionary<uint, (int Start, int Size)> _objects = [];
    private long _address = Hdf5File.Undefined;
    private byte[] _collection = [];

    /// <summary>Creates a reader.</summary>
    public Hdf5GlobalHeap(Hdf5File file) => _file = file;

    /// <summary>Reads the sequence that an element refers to.</summary>
    /// <param name="element">The element: the sequence's length, the address of its collection, and its index there.</param>
    /// <param name="unitSize">The size of each element of the sequence.</param>
    /// <returns>The bytes, valid until the next call; empty if the element refers to nothing.</returns>
    /// <exception cref="Hdf5Exception">There is no such sequence.</exception>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> element, int unitSize)
    {
        Hdf5Cursor cursor = _file.Cursor(element);
        long size = (long)cursor.UInt32() * unitSize;
        long address = cursor.Address();
        uint index = cursor.UInt32();
        if (size == 0 || address is 0 or Hdf5File.Undefined)
        {
            return [];
        }

        Load(address);
        return _objects.TryGetValue(index, out (int Start, int Size) found) && size <= found.Size
            ? _collection.AsSpan(found.Start, (int)size)
            : throw Hdf5Exception.Corrupt($"the global heap at {address} has no object {index} of {Counted.Of(size, "byte")}");
    }

    /// <summary>Reads the text that an element refers to.</summary>
    /// <returns>The text, or <see langword="null"/> if it is longer than <see cref="Hdf5Text.MaxBytes"/>.</returns>
    /// <exception cref="Hdf5Exception">There is no such text.</exception>
    public string? ReadText(ReadOnlySpan<byte> element)
    {
        ReadOnlySpan<byte> bytes = Read(element, 1);
        return bytes.Length <= Hdf5Text.MaxBytes ? Hdf5Text.Decode(bytes) : null;
    }

    // Many elements are in one collection, one after another.
    private void Load(long address)
    {
        if (address == _address)
        {
            return;
        }

        _address = Hdf5File.Undefined;
        Hdf5Cursor header = _file.Cursor(_file.ReadBlock(address, 8 + _file.LengthSize));
        header.Signature("GCOL"u8, "a global heap");
        header.Skip(4);
        _collection = _file.ReadBlock(address, header.Length());
        ListObjects();
        _address = address;
    }

    private void ListObjects()
    {
        _objects.Clear();
        Hdf5Cursor cursor = _file.Cursor(_collection);
        cursor.Skip(8 + _file.LengthSize);
        cursor.AlignToEight();
        while (cursor.Remaining >= HeaderSize)
        {
            ushort index = cursor.UInt16();
            cursor.Skip(6);
            long size = cursor.Length();
            cursor.AlignToEight();

            // The object with index 0 is the free space at the end.
            if (index == 0 || size > cursor.Remaining)
            {
                break;
            }

            if (!_objects.TryAdd(index, (cursor.Position, (int)size)))
            {
                throw Hdf5Exception.Corrupt($"a global heap has two objects {index}");
            }

            cursor.Skip((int)Math.Min((size + 7) & ~7L, cursor.Remaining));
        }
    }
}
