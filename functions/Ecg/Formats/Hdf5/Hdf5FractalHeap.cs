using System.Numerics;

namespace Ecg.Formats.Hdf5;

/// <summary>A heap of small objects: the links or attributes of an object with many of them.</summary>
/// <remarks>HDF5 File Format Specification 3.0, III.G "Disk Format: Level 1G - Fractal Heap".</remarks>
internal sealed class Hdf5FractalHeap
{
    private readonly Hdf5File _file;
    private readonly Dictionary<long, byte[]> _indirectBlocks = [];
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly int _width;
    private readonly long _firstBlockSize;
    private readonly int _maxDirectRows;
    private readonly long _rootAddress;
    private readonly int _rootRows;

    /// <summary>Reads the heap's header.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public Hdf5FractalHeap(Hdf5File file, long address)
    {
        _file = file;
        (int offsets, int lengths) = (file.OffsetSize, file.LengthSize);
        byte[] block = file.ReadBlock(address, 26 + (3 * offsets) + (12 * lengths));
        file.VerifyChecksum(block, "a fractal heap");
        Hdf5Cursor cursor = file.Cursor(block);
        cursor.Signature("FRHP"u8, "a fractal heap");
        cursor.Skip(1 + 2);
        ushort filters = cursor.UInt16();
        cursor.Skip(1);
        uint maxManaged = cursor.UInt32();
        cursor.Skip(lengths + offsets + lengths + offsets + (8 * lengths));
        _width = cursor.UInt16();
        _firstBlockSize = cursor.Length();
        long maxDirect = cursor.Length();
        ushort maxHeapBits = cursor.UInt16();
        cursor.Skip(2);
        _rootAddress = cursor.Address();
        _rootRows = cursor.UInt16();
        if (filters != 0)
        {
            throw Hdf5Exception.Unsupported("a compressed fractal heap is not supported");
        }

        if (!BitOperations.IsPow2(_width) || !BitOperations.IsPow2(_firstBlockSize) || !BitOperations.IsPow2(maxDirect)
            || maxDirect < _firstBlockSize || maxDirect > Hdf5File.MaxBlock || maxHeapBits is 0 or > 63 || maxManaged == 0)
        {
            throw Hdf5Exception.Corrupt($"the fractal heap at {address} has impossible sizes");
        }

        _offsetBytes = (maxHeapBits + 7) / 8;
        _lengthBytes = Math.Min((BitOperations.Log2((ulong)maxDirect) + 7) / 8, (BitOperations.Log2(maxManaged) / 8) + 1);
        _maxDirectRows = BitOperations.Log2((ulong)maxDirect) - BitOperations.Log2((ulong)_firstBlockSize) + 2;
    }

    /// <summary>Reads the object with a heap id.</summary>
    /// <returns>Its bytes, or <see langword="null"/> for a huge object, which is stored outside the heap.</returns>
    /// <exception cref="Hdf5Exception">There is no such object.</exception>
    public byte[]? Read(ReadOnlySpan<byte> id)
    {
        Hdf5Cursor cursor = _file.Cursor(id);
        byte first = cursor.Byte();
        const int Managed = 0;
        if (((first >> 4) & 3) != Managed)
        {
            return null;
        }

        long offset = (long)Math.Min(cursor.Unsigned(_offsetBytes), long.MaxValue);
        long length = (long)cursor.Unsigned(_lengthBytes);
        long address = AddressOf(offset);
        return _file.ReadBlock(address, length);
    }

    // Blocks are laid out in rows of equal blocks: rows 0 and 1 of the starting size, each later row twice the one before.
    // Rows of blocks beyond the maximum direct size consist of indirect blocks, each with such a table.
    private long AddressOf(long offset)
    {
        long address = _rootAddress;
        int rows = _rootRows;
        while (rows > 0)
        {
            (int row, int column, long blockOffset, long blockSize) = Place(offset);
            if (row >= rows)
            {
                throw Hdf5Exception.Corrupt("a fractal heap has no such object");
            }

            address = Child(address, rows, (row * _width) + column, row);
            offset -= blockOffset;
            rows = row < _maxDirectRows ? 0 : RowsWithin(blockSize);
        }

        return address == Hdf5File.Undefined || offset > _file.Length
            ? throw Hdf5Exception.Corrupt("a fractal heap has no such object")
            : address + offset;
    }

    private (int Row, int Column, long BlockOffset, long BlockSize) Place(long offset)
    {
        long firstRow = _firstBlockSize * _width;
        if (offset < firstRow)
        {
            long column = offset / _firstBlockSize;
            return (0, (int)column, column * _firstBlockSize, _firstBlockSize);
        }

        int highBit = BitOperations.Log2((ulong)offset);
        int row = highBit - BitOperations.Log2((ulong)firstRow) + 1;
        long size = _firstBlockSize << (row - 1);
        long rowOffset = 1L << highBit;
        long inRow = (offset - rowOffset) / size;
        return (row, (int)inRow, rowOffset + (inRow * size), size);
    }

    private int RowsWithin(long blockSize) =>
        BitOperations.Log2((ulong)blockSize) - BitOperations.Log2((ulong)(_firstBlockSize * _width)) + 1;

    private long Child(long address, int rows, int entry, int row)
    {
        if (!_indirectBlocks.TryGetValue(address, out byte[]? block))
        {
            int prefix = 5 + _file.OffsetSize + _offsetBytes;
            block = _file.ReadBlock(address, prefix + ((long)rows * _width * _file.OffsetSize) + 4);
            _file.VerifyChecksum(block, "a fractal heap's block");
            Hdf5Cursor signature = _file.Cursor(block);
            signature.Signature("FHIB"u8, "a fractal heap's block");
            _indirectBlocks.Add(address, block);
        }

        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Skip(5 + _file.OffsetSize + _offsetBytes + (entry * _file.OffsetSize));
        return cursor.Address();
    }
}
