namespace Ecg.Formats.Hdf5;

/// <summary>B-trees of version 2: the links and attributes of newer objects, and chunks of data sets with several unlimited dimensions.</summary>
/// <remarks>HDF5 File Format Specification 3.0, III.A.2 "Version 2 B-trees".</remarks>
internal sealed class Hdf5BTree2
{
    private const int MaxDepth = 16;
    private const int NodePrefix = 6;
    private const int ChecksumSize = 4;

    private readonly Hdf5File _file;
    private readonly HashSet<long> _seen = [];
    private readonly byte _type;
    private readonly int _nodeSize;
    private readonly int _countSize;
    private readonly int[] _totalSizes = new int[MaxDepth + 1];

    private Hdf5BTree2(Hdf5File file, byte type, int nodeSize, int recordSize, int depth)
    {
        _file = file;
        _type = type;
        _nodeSize = nodeSize;
        RecordSize = recordSize;

        // The sizes of the counts in a node follow from the maximum number of records that the levels below can hold.
        var total = (UInt128)((nodeSize - NodePrefix - ChecksumSize) / recordSize);
        _countSize = BytesFor(total);
        for (int level = 1; level <= depth; level++)
        {
            int pointer = file.OffsetSize + _countSize + _totalSizes[level - 1];
            int records = (nodeSize - NodePrefix - ChecksumSize - pointer) / (recordSize + pointer);
            total = UInt128.Min((((UInt128)Math.Max(records, 0) + 1) * total) + (UInt128)Math.Max(records, 0), ulong.MaxValue);
            _totalSizes[level] = BytesFor(total);
        }
    }

    /// <summary>Receives a record.</summary>
    /// <param name="type">The tree's type, which determines the records.</param>
    /// <param name="record">The record.</param>
    /// <returns>Whether to continue.</returns>
    public delegate bool RecordVisitor(byte type, ReadOnlySpan<byte> record);

    private int RecordSize { get; }

    /// <summary>Visits all records, not in key order.</summary>
    /// <exception cref="Hdf5Exception">The tree is damaged.</exception>
    public static void Visit(Hdf5File file, long address, RecordVisitor visitor)
    {
        byte[] block = file.ReadBlock(address, 4 + 12 + file.OffsetSize + 2 + file.LengthSize + ChecksumSize);
        file.VerifyChecksum(block, "a B-tree");
        Hdf5Cursor cursor = file.Cursor(block);
        cursor.Signature("BTHD"u8, "a B-tree");
        cursor.Skip(1);
        byte type = cursor.Byte();
        uint nodeSize = cursor.UInt32();
        ushort recordSize = cursor.UInt16();
        ushort depth = cursor.UInt16();
        cursor.Skip(2);
        long root = cursor.Address();
        ushort records = cursor.UInt16();
        if (nodeSize > Hdf5File.MaxBlock || recordSize == 0 || recordSize + NodePrefix + ChecksumSize > nodeSize || depth > MaxDepth)
        {
            throw Hdf5Exception.Corrupt($"the B-tree at {address} has impossible sizes");
        }

        if (root != Hdf5File.Undefined)
        {
            new Hdf5BTree2(file, type, (int)nodeSize, recordSize, depth).VisitFrom(root, depth, records, visitor);
        }
    }

    private void VisitFrom(long root, int depth, int rootRecords, RecordVisitor visitor)
    {
        var waiting = new Stack<(long Address, int Level, int Records)>();
        waiting.Push((root, depth, rootRecords));
        while (waiting.TryPop(out (long Address, int Level, int Records) node))
        {
            if (!_seen.Add(node.Address))
            {
                throw Hdf5Exception.Corrupt($"a B-tree visits its node at {node.Address} twice");
            }

            if (!VisitNode(node, waiting, visitor))
            {
                return;
            }
        }
    }

    private bool VisitNode(
        (long Address, int Level, int Records) node,
        Stack<(long Address, int Level, int Records)> waiting,
        RecordVisitor visitor)
    {
        int pointerSize = node.Level == 0 ? 0 : _file.OffsetSize + _countSize + _totalSizes[node.Level - 1];
        long size = NodePrefix + ((long)node.Records * RecordSize)
            + (node.Level == 0 ? 0 : (node.Records + 1L) * pointerSize) + ChecksumSize;
        if (size > _nodeSize)
        {
            throw Hdf5Exception.Corrupt($"the B-tree node at {node.Address} holds more records than fit");
        }

        byte[] block = _file.ReadBlock(node.Address, size);
        _file.VerifyChecksum(block, "a B-tree node");
        Hdf5Cursor cursor = _file.Cursor(block);
        cursor.Signature(node.Level == 0 ? "BTLF"u8 : "BTIN"u8, "a B-tree node");
        cursor.Skip(2);
        for (int i = 0; i < node.Records; i++)
        {
            if (!visitor(_type, cursor.Take(RecordSize)))
            {
                return false;
            }
        }

        for (int i = 0; node.Level > 0 && i <= node.Records; i++)
        {
            long child = cursor.Address();
            ulong records = cursor.Unsigned(_countSize);
            cursor.Skip(_totalSizes[node.Level - 1]);
            if (records > ushort.MaxValue)
            {
                throw Hdf5Exception.Corrupt($"the B-tree node at {node.Address} has a child of {Counted.Of(records, "record")}");
            }

            waiting.Push((child, node.Level - 1, (int)records));
        }

        return true;
    }

    private static int BytesFor(UInt128 most)
    {
        int bytes = 1;
        while (bytes < 8 && most >> (8 * bytes) != 0)
        {
            bytes++;
        }

        return bytes;
    }
}
