using System.Numerics;

namespace Ecg.Formats.Hdf5;

/// <summary>An extensible array of chunks: some elements in its index block, the rest in data blocks of growing size.</summary>
/// <remarks>HDF5 File Format Specification 3.0, Appendix C, "Extensible Array".</remarks>
internal sealed class Hdf5ExtensibleArray
{
    private readonly Hdf5File _file;
    private readonly int _elementSize;
    private readonly int _offsetBytes;
    private readonly int _indexElements;
    private readonly int _firstBlockElements;
    private readonly int _minPointers;
    private readonly int _pageBits;
    private readonly int _secondaryBlocks;
    private readonly long _count;
    private readonly long _indexAddress;

    /// <summary>Reads the array's header.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public Hdf5ExtensibleArray(Hdf5File file, long address)
    {
        _file = file;
        byte[] block = file.ReadBlock(address, 12 + (6 * file.LengthSize) + file.OffsetSize + 4);
        file.VerifyChecksum(block, "an array of chunks");
        Hdf5Cursor cursor = file.Cursor(block);
        cursor.Signature("EAHD"u8, "an array of chunks");
        cursor.Skip(2);
        _elementSize = cursor.Byte();
        byte maxBits = cursor.Byte();
        _indexElements = cursor.Byte();
        _firstBlockElements = cursor.Byte();
        _minPointers = cursor.Byte();
        _pageBits = cursor.Byte();
        cursor.Skip(4 * file.LengthSize);
        _count = cursor.Length();
        cursor.Skip(file.LengthSize);
        _indexAddress = cursor.Address();
        _offsetBytes = (maxBits + 7) / 8;
        if (_elementSize < file.OffsetSize || maxBits is 0 or > 48 || _pageBits > 24
            || !BitOperations.IsPow2(_firstBlockElements) || !BitOperations.IsPow2(_minPointers)
            || BitOperations.Log2((uint)_firstBlockElements) > maxBits || _count > file.Length / _elementSize)
        {
            throw Hdf5Exception.Corrupt($"the array of chunks at {address} claims {_count} of {Counted.Of(_elementSize, "byte")}");
        }

        _secondaryBlocks = 1 + maxBits - BitOperations.Log2((uint)_firstBlockElements);
    }

    /// <summary>Visits the elements in order; blocks and pages that were never written are skipped.</summary>
    /// <exception cref="Hdf5Exception">The array is damaged.</exception>
    public void Visit(Hdf5FixedArray.ElementVisitor visitor)
    {
        if (_indexAddress == Hdf5File.Undefined)
        {
            return;
        }

        // The index block lists the data blocks of the first groups, secondary blocks list the others.
        int directGroups = Math.Min(2 * BitOperations.Log2((uint)_minPointers), _secondaryBlocks);
        int directBlocks = 2 * (_minPointers - 1);
        long size = 6 + _file.OffsetSize + ((long)_indexElements * _elementSize)
            + ((directBlocks + _secondaryBlocks - directGroups) * (long)_file.OffsetSize) + 4;
        byte[] block = _file.ReadBlock(_indexAddress, size);
        _file.VerifyChecksum(block, "an array of chunks");
        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Signature("EAIB"u8, "an array of chunks");
        cursor.Skip(2 + _file.OffsetSize);
        for (int i = 0; i < _indexElements; i++)
        {
            VisitElement(i, cursor.Take(_elementSize), visitor);
        }

        long first = (long)_indexElements;
        for (int group = 0; group < _secondaryBlocks && first < _count; group++)
        {
            (long blocks, long elements) = Group(group);
            if (group < directGroups)
            {
                VisitBlocks(ref cursor, blocks, elements, first, default, visitor);
            }
            else
            {
                VisitSecondaryBlock(cursor.Address(), blocks, elements, first, visitor);
            }

            first += blocks * elements;
        }
    }

    // Each group has as many blocks as the previous one or twice as many, alternating with the elements of a block.
    private (long Blocks, long Elements) Group(int group) =>
        (1L << (group / 2), (1L << ((group + 1) / 2)) * _firstBlockElements);

    private void VisitSecondaryBlock(long address, long blocks, long elements, long first, Hdf5FixedArray.ElementVisitor visitor)
    {
        if (address == Hdf5File.Undefined)
        {
            return;
        }

        long bitmaps = elements > 1L << _pageBits ? blocks * BitmapSize(elements) : 0;
        int prefix = 6 + _file.OffsetSize + _offsetBytes;
        Int128 size = (Int128)prefix + bitmaps + ((Int128)blocks * _file.OffsetSize) + 4;
        byte[] block = _file.ReadBlock(address, (long)Int128.Min(size, long.MaxValue));
        _file.VerifyChecksum(block, "an array of chunks");
        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Signature("EASB"u8, "an array of chunks");
        cursor.Skip(prefix - 4);
        ReadOnlySpan<byte> bitmap = cursor.Take((int)bitmaps);
        VisitBlocks(ref cursor, blocks, elements, first, bitmap, visitor);
    }

    private void VisitBlocks(
        ref Hdf5Cursor addresses,
        long blocks,
        long elements,
        long first,
        ReadOnlySpan<byte> bitmaps,
        Hdf5FixedArray.ElementVisitor visitor)
    {
        for (long i = 0L; i < blocks && first < _count; i++, first += elements)
        {
            long address = addresses.Address();
            if (address == Hdf5File.Undefined)
            {
                continue;
            }

            if (elements > _file.Length / _elementSize)
            {
                throw Hdf5Exception.Corrupt($"an array of chunks claims a block of {Counted.Of(elements, "element")}");
            }

            if (bitmaps.IsEmpty)
            {
                VisitBlock(address, elements, first, visitor);
            }
            else
            {
                VisitPages(address, elements, first, bitmaps, i * (elements >> _pageBits), visitor);
            }
        }
    }

    private long BitmapSize(long elements) => ((elements >> _pageBits) + 7) / 8;

    private void VisitBlock(long address, long elements, long first, Hdf5FixedArray.ElementVisitor visitor)
    {
        int prefix = 6 + _file.OffsetSize + _offsetBytes;
        byte[] block = _file.ReadBlock(address, prefix + (elements * _elementSize) + 4);
        _file.VerifyChecksum(block, "an array of chunks");
        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Signature("EADB"u8, "an array of chunks");
        cursor.Skip(prefix - 4);
        for (long i = 0L; i < elements; i++)
        {
            VisitElement(first + i, cursor.Take(_elementSize), visitor);
        }
    }

    private void VisitPages(
        long address,
        long elements,
        long first,
        ReadOnlySpan<byte> bitmaps,
        long firstBit,
        Hdf5FixedArray.ElementVisitor visitor)
    {
        long pageElements = 1L << _pageBits;
        long pageSize = (pageElements * _elementSize) + 4;
        long pageAddress = address + 6 + _file.OffsetSize + _offsetBytes + 4;
        for (long page = 0L; page < elements / pageElements; page++)
        {
            if (Hdf5Bitmap.IsSet(bitmaps, firstBit + page))
            {
                byte[] block = _file.ReadBlock(pageAddress + (page * pageSize), pageSize);
                _file.VerifyChecksum(block, "an array of chunks");
                for (int i = 0; i < pageElements; i++)
                {
                    VisitElement(first + (page * pageElements) + i, block.AsSpan(i * _elementSize, _elementSize), visitor);
                }
            }
        }
    }

    private void VisitElement(long number, ReadOnlySpan<byte> element, Hdf5FixedArray.ElementVisitor visitor)
    {
        if (number < _count)
        {
            visitor(number, element);
        }
    }
}
