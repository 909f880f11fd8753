using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>Lists the members of a group, in each of the three forms of storage.</summary>
/// <remarks>Soft and external links are skipped: their targets are members elsewhere, or in another file.</remarks>
internal sealed class Hdf5Links
{
    /// <summary>The maximum length of a name; MATLAB's limit is 63 characters.</summary>
    private const int MaxNameBytes = 255;

    private readonly Hdf5File _file;
    private readonly int _limit;
    private readonly List<Hdf5Link> _links = [];

    private Hdf5Links(Hdf5File file, int limit)
    {
        _file = file;
        _limit = limit;
    }

    /// <summary>Lists the members.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">The group's object header.</param>
    /// <param name="limit">The maximum number of members to list.</param>
    /// <exception cref="Hdf5Exception">They cannot be read.</exception>
    public static IReadOnlyList<Hdf5Link> Read(Hdf5File file, Hdf5ObjectHeader header, int limit)
    {
        var links = new Hdf5Links(file, limit);
        foreach (Hdf5Message message in header.Messages)
        {
            switch (message.Type)
            {
                case Hdf5MessageType.Link:
                    links.Add(message.Body.Span);
                    break;
                case Hdf5MessageType.SymbolTable:
                    links.AddSymbolTable(message.Body.Span);
                    break;
                case Hdf5MessageType.LinkInfo:
                    links.AddHeap(message.Body.Span);
                    break;
                default:
                    break;
            }
        }

        return links._links;
    }

    /// <summary>Returns whether an object is a group.</summary>
    public static bool IsGroup(Hdf5ObjectHeader header) =>
        header.Find(Hdf5MessageType.SymbolTable) is not null
        || header.Find(Hdf5MessageType.LinkInfo) is not null
        || header.Find(Hdf5MessageType.Link) is not null;

    private bool IsFull => _links.Count >= _limit;

    // IV.A.2.g "The Link Message".
    private void Add(ReadOnlySpan<byte> body)
    {
        if (IsFull)
        {
            return;
        }

        Hdf5Cursor cursor = _file.Cursor(body);
        byte version = cursor.Byte();
        if (version != 1)
        {
            throw Hdf5Exception.Unsupported($"a link of version {version} is not supported");
        }

        const byte HardLink = 0;
        byte flags = cursor.Byte();
        byte type = (flags & 8) != 0 ? cursor.Byte() : HardLink;
        cursor.Skip((flags & 4) != 0 ? 8 : 0);
        cursor.Skip((flags & 0x10) != 0 ? 1 : 0);
        ulong nameSize = cursor.Unsigned(1 << (flags & 3));
        string name = Name(cursor.Take((int)Math.Min(nameSize, int.MaxValue)));
        if (type == HardLink)
        {
            _links.Add(new(name, cursor.Address()));
        }
    }

    // IV.A.2.c "The Link Info Message": the links are in a heap, indexed by a B-tree of their names.
    private void AddHeap(ReadOnlySpan<byte> body)
    {
        Hdf5Cursor cursor = _file.Cursor(body);
        cursor.Skip(1);
        cursor.Skip((cursor.Byte() & 1) != 0 ? 8 : 0);
        long heapAddress = cursor.Address();
        long namesAddress = cursor.Address();
        if (heapAddress == Hdf5File.Undefined || namesAddress == Hdf5File.Undefined)
        {
            return;
        }

        const byte LinksByName = 5;
        const int HashSize = 4;
        var heap = new Hdf5FractalHeap(_file, heapAddress);
        Hdf5BTree2.Visit(_file, namesAddress, (type, record) =>
        {
            if (type != LinksByName || record.Length < HashSize)
            {
                throw Hdf5Exception.Corrupt($"a group's links are in a B-tree of type {type}");
            }

            Add(heap.Read(record[HashSize..])
                ?? throw Hdf5Exception.Unsupported($"a name of more than {MaxNameBytes} bytes is not supported"));
            return !IsFull;
        });

        // The tree is in the order of the names' hashes.
        _links.Sort((one, other) => string.CompareOrdinal(one.Name, other.Name));
    }

    // IV.A.2.r "The Symbol Table Message", III.B "Group Symbol Table Nodes".
    private void AddSymbolTable(ReadOnlySpan<byte> body)
    {
        Hdf5Cursor cursor = _file.Cursor(body);
        long treeAddress = cursor.Address();
        var names = new Hdf5LocalHeap(_file, cursor.Address());
        Hdf5BTree1.Visit(_file, treeAddress, Hdf5BTree1.Links, _file.LengthSize, (_, child) =>
        {
            AddSymbols(child, names);
            return !IsFull;
        });
    }

    private void AddSymbols(long address, Hdf5LocalHeap names)
    {
        Hdf5Cursor header = _file.Cursor(_file.ReadBlock(address, 8));
        header.Signature("SNOD"u8, "a group's node");
        header.Skip(2);
        ushort count = header.UInt16();

        // III.C "Symbol Table Entry".
        const uint SoftLink = 2;
        int entrySize = (2 * _file.OffsetSize) + 24;
        Hdf5Cursor cursor = _file.Cursor(_file.ReadBlock(address + 8, (long)count * entrySize));
        for (int i = 0; i < count && !IsFull; i++)
        {
            long nameOffset = cursor.Address();
            long objectAddress = cursor.Address();
            uint kind = cursor.UInt32();
            cursor.Skip(20);
            if (kind != SoftLink)
            {
                _links.Add(new(Name(names.Read(nameOffset, MaxNameBytes + 1)), objectAddress));
            }
        }
    }

    private static string Name(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= MaxNameBytes
            ? Encoding.UTF8.GetString(bytes)
            : throw Hdf5Exception.Unsupported($"a name of more than {MaxNameBytes} bytes is not supported");
}
