namespace Ecg.Formats.Hdf5;

/// <summary>The messages of an object: its kind, the layout of its elements, its attributes.</summary>
/// <remarks>HDF5 File Format Specification 3.0, IV.A "Data Object Headers".</remarks>
internal sealed class Hdf5ObjectHeader
{
    private const int MaxMessages = 16_384;
    private const int MaxBlocks = 1024;
    private const int MaxSize = 4 << 20;

    private readonly Hdf5File _file;
    private readonly List<Hdf5Message> _messages = [];
    private readonly Queue<(long Address, long Length)> _continuations = new();
    private readonly HashSet<long> _seen = [];
    private long _size;

    private Hdf5ObjectHeader(Hdf5File file, long address)
    {
        _file = file;
        Address = address;
    }

    /// <summary>The address, which identifies the object within the file.</summary>
    public long Address { get; }

    /// <summary>The messages in order.</summary>
    public IReadOnlyList<Hdf5Message> Messages => _messages;

    /// <summary>Reads an object's header with all its continuations.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public static Hdf5ObjectHeader Read(Hdf5File file, long address)
    {
        var header = new Hdf5ObjectHeader(file, address);
        Span<byte> start = stackalloc byte[4];
        file.Read(address, start);
        if (start.SequenceEqual("OHDR"u8))
        {
            header.ReadVersion2();
        }
        else
        {
            header.ReadVersion1();
        }

        return header;
    }

    /// <summary>Returns the first message of a type, or <see langword="null"/>.</summary>
    public Hdf5Message? Find(Hdf5MessageType type)
    {
        foreach (Hdf5Message message in _messages)
        {
            if (message.Type == type)
            {
                return message;
            }
        }

        return null;
    }

    // IV.A.1.a "Version 1 Data Object Header Prefix": 12 bytes and padding to a multiple of eight.
    private void ReadVersion1()
    {
        Hdf5Cursor prefix = _file.Cursor(_file.ReadBlock(Address, 16));
        byte version = prefix.Byte();
        if (version != 1)
        {
            throw Hdf5Exception.Corrupt($"no object header was found at {Address}");
        }

        prefix.Skip(7);
        _continuations.Enqueue((Address + 16, prefix.UInt32()));
        while (NextBlock() is { } block)
        {
            Hdf5Cursor cursor = _file.Cursor(block);
            while (cursor.Remaining >= 8)
            {
                ushort type = cursor.UInt16();
                ushort size = cursor.UInt16();
                byte flags = cursor.Byte();
                cursor.Skip(3);
                Add(type, flags, block.AsMemory(cursor.Position, Take(ref cursor, size)));
            }
        }
    }

    // IV.A.1.b "Version 2 Data Object Header Prefix".
    private void ReadVersion2()
    {
        Hdf5Cursor prefix = _file.Cursor(_file.ReadBlock(Address, Math.Min(64, _file.Length - Address)));
        prefix.Skip(4);
        byte version = prefix.Byte();
        if (version != 2)
        {
            throw Hdf5Exception.Unsupported($"an object header of version {version} is not supported");
        }

        byte flags = prefix.Byte();
        prefix.Skip((flags & 0x20) != 0 ? 16 : 0);
        prefix.Skip((flags & 0x10) != 0 ? 4 : 0);
        ulong size = prefix.Unsigned(1 << (flags & 3));
        if (size > MaxSize)
        {
            throw Hdf5Exception.Corrupt($"the object header at {Address} claims {Counted.Of(size, "byte")}");
        }

        int start = prefix.Position;
        _continuations.Enqueue((Address, start + (long)size + 4));
        while (NextBlock() is { } block)
        {
            _file.VerifyChecksum(block, "an object header");
            ReadMessages2(block, start, (flags & 4) != 0);

            // A continuation begins with the signature OCHK instead of the prefix.
            start = 4;
        }
    }

    private void ReadMessages2(byte[] block, int start, bool tracksOrder)
    {
        Hdf5Cursor cursor = _file.Cursor(block.AsSpan(0, block.Length - 4));
        cursor.Skip(start);
        int messageHeader = tracksOrder ? 6 : 4;

        // A remainder that is too small for a message is a gap.
        while (cursor.Remaining >= messageHeader)
        {
            byte type = cursor.Byte();
            ushort size = cursor.UInt16();
            byte flags = cursor.Byte();
            cursor.Skip(tracksOrder ? 2 : 0);
            Add(type, flags, block.AsMemory(cursor.Position, Take(ref cursor, size)));
        }
    }

    private static int Take(ref Hdf5Cursor cursor, int size)
    {
        cursor.Skip(size);
        return size;
    }

    private byte[]? NextBlock()
    {
        if (!_continuations.TryDequeue(out (long Address, long Length) next))
        {
            return null;
        }

        _size += next.Length;
        if (!_seen.Add(next.Address) || _seen.Count > MaxBlocks || _size > MaxSize)
        {
            throw Hdf5Exception.Corrupt($"the object header at {Address} does not end");
        }

        return _file.ReadBlock(next.Address, next.Length);
    }

    private void Add(ushort type, byte flags, ReadOnlyMemory<byte> body)
    {
        if (type == (ushort)Hdf5MessageType.Nil)
        {
            return;
        }

        if (type == (ushort)Hdf5MessageType.Continuation)
        {
            // IV.A.2.q "The Object Header Continuation Message".
            Hdf5Cursor cursor = _file.Cursor(body.Span);
            _continuations.Enqueue((cursor.Address(), cursor.Length()));
            return;
        }

        if (_messages.Count == MaxMessages)
        {
            throw Hdf5Exception.Corrupt($"the object header at {Address} has more than {MaxMessages} messages");
        }

        _messages.Add(new((Hdf5MessageType)type, flags, body));
    }
}
