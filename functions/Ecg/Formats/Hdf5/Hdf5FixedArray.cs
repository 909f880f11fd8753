namespace Ecg.Formats.Hdf5;

/// <summary>A fixed array of chunks.</summary>
/// <remarks>HDF5 File Format Specification 3.0, Appendix C, "Fixed Array".</remarks>
internal sealed class Hdf5FixedArray
{
    private readonly Hdf5File _file;
    private readonly int _elementSize;
    private readonly int _pageBits;
    private readonly long _count;
    private readonly long _blockAddress;

    /// <summary>Reads the array's header.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public Hdf5FixedArray(Hdf5File file, long address)
    {
        _file = file;
        byte[] block = file.ReadBlock(address, 8 + file.LengthSize + file.OffsetSize + 4);
        file.VerifyChecksum(block, "an array of chunks");
        Hdf5Cursor cursor = file.Cursor(block);
        cursor.Signature("FAHD"u8, "an array of chunks");
        cursor.Skip(2);
        _elementSize = cursor.Byte();
        _pageBits = cursor.Byte();
        _count = cursor.Length();
        _blockAddress = cursor.Address();
        if (_elementSize < file.OffsetSize || _pageBits > 24 || _count > file.Length / _elementSize)
        {
            throw Hdf5Exception.Corrupt($"the array of chunks at {address} claims {_count} of {Counted.Of(_elementSize, "byte")}");
        }
    }

    /// <summary>Receives an element.</summary>
    /// <param name="number">Its index in the array.</param>
    /// <param name="element">Its bytes.</param>
    public delegate void ElementVisitor(long number, ReadOnlySpan<byte> element);

    /// <summary>Visits the elements in order; pages that were never written are skipped.</summary>
    /// <exception cref="Hdf5Exception">The array is damaged.</exception>
    public void Visit(ElementVisitor visitor)
    {
        if (_blockAddress == Hdf5File.Undefined)
        {
            return;
        }

        long pageElements = 1L << _pageBits;
        int prefix = 6 + _file.OffsetSize;
        if (_count <= pageElements)
        {
            byte[] block = _file.ReadBlock(_blockAddress, prefix + (_count * _elementSize) + 4);
            _file.VerifyChecksum(block, "an array of chunks");
            Signature(block);
            Visit(block.AsSpan(prefix), 0, _count, visitor);
            return;
        }

        long pages = (_count + pageElements - 1) / pageElements;
        long bitmapSize = (pages + 7) / 8;
        byte[] start = _file.ReadBlock(_blockAddress, prefix + bitmapSize + 4);
        _file.VerifyChecksum(start, "an array of chunks");
        Signature(start);
        long pageAddress = _blockAddress + start.Length;
        for (long page = 0L; page < pages; page++)
        {
            long first = page * pageElements;
            long count = Math.Min(pageElements, _count - first);
            if (Hdf5Bitmap.IsSet(start.AsSpan(prefix), page))
            {
                byte[] block = _file.ReadBlock(pageAddress, (count * _elementSize) + 4);
                _file.VerifyChecksum(block, "an array of chunks");
                Visit(block, first, count, visitor);
            }

            pageAddress += (pageElements * _elementSize) + 4;
        }
    }

    private void Signature(byte[] block)
    {
        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Signature("FADB"u8, "an array of chunks");
    }

    private void Visit(ReadOnlySpan<byte> elements, long first, long count, ElementVisitor visitor)
    {
        for (int i = 0; i < count; i++)
        {
            visitor(first + i, elements.Slice(i * _elementSize, _elementSize));
        }
    }
}
