namespace Ecg.Formats.Hdf5;

/// <summary>B-trees of version 1: the links of older groups and the chunks of most data sets.</summary>
/// <remarks>HDF5 File Format Specification 3.0, III.A.1 "Version 1 B-trees".</remarks>
internal static class Hdf5BTree1
{
    /// <summary>The node type of a tree of a group's links.</summary>
    public const byte Links = 0;

    /// <summary>The node type of a tree of a data set's chunks.</summary>
    public const byte Chunks = 1;

    /// <summary>Receives a leaf's entry.</summary>
    /// <param name="key">The key before the child.</param>
    /// <param name="child">The child's address.</param>
    /// <returns>Whether to continue.</returns>
    public delegate bool EntryVisitor(ReadOnlySpan<byte> key, long child);

    /// <summary>Visits all entries of all leaves, from left to right.</summary>
    /// <exception cref="Hdf5Exception">The tree is damaged.</exception>
    public static void Visit(Hdf5File file, long root, byte nodeType, int keySize, EntryVisitor visitor)
    {
        var waiting = new Stack<(long Address, int Level)>();
        var seen = new HashSet<long>();
        waiting.Push((root, -1));
        while (waiting.TryPop(out (long Address, int Level) node))
        {
            // Two paths to one node would be walked twice each, and so on down the levels.
            if (!seen.Add(node.Address))
            {
                throw Hdf5Exception.Corrupt($"a B-tree visits its node at {node.Address} twice");
            }

            if (!VisitNode(file, node, nodeType, keySize, waiting, visitor))
            {
                return;
            }
        }
    }

    private static bool VisitNode(
        Hdf5File file,
        (long Address, int Level) node,
        byte nodeType,
        int keySize,
        Stack<(long Address, int Level)> waiting,
        EntryVisitor visitor)
    {
        int headerSize = 8 + (2 * file.OffsetSize);
        Hdf5Cursor header = file.Cursor(file.ReadBlock(node.Address, headerSize));
        header.Signature("TREE"u8, "a B-tree node");
        byte type = header.Byte();
        byte level = header.Byte();
        ushort entries = header.UInt16();
        if (type != nodeType || (node.Level >= 0 && level != node.Level))
        {
            throw Hdf5Exception.Corrupt($"the B-tree node at {node.Address} is of type {type} and level {level}");
        }

        byte[] block = file.ReadBlock(node.Address + headerSize, (long)entries * (keySize + file.OffsetSize));
        Hdf5Cursor cursor = file.Cursor(block);
        if (level > 0)
        {
            PushChildren(ref cursor, entries, keySize, level - 1, waiting);
            return true;
        }

        for (int i = 0; i < entries; i++)
        {
            ReadOnlySpan<byte> key = cursor.Take(keySize);
            if (!visitor(key, cursor.Address()))
            {
                return false;
            }
        }

        return true;
    }

    private static void PushChildren(
        ref Hdf5Cursor cursor, int entries, int keySize, int level, Stack<(long Address, int Level)> waiting)
    {
        long[] children = new long[entries];
        for (int i = 0; i < entries; i++)
        {
            cursor.Skip(keySize);
            children[i] = cursor.Address();
        }

        for (int i = entries - 1; i >= 0; i--)
        {
            waiting.Push((children[i], level));
        }
    }
}
