namespace Ecg.Lake.Parquet;

/// <summary>Reads structs in Thrift's compact protocol, in which Parquet keeps its page headers and its footer.</summary>
/// <remarks>
/// Apache Thrift, "Thrift Compact protocol encoding". Bytes that end early, or are of another type than is asked for, are an
/// <see cref="InvalidDataException"/>.
/// </remarks>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    private const int MostNested = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>The number of bytes read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads a number without a sign: seven bits a byte, the lowest first.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw Broken();
    }

    /// <summary>Goes to the next field of a struct.</summary>
    /// <param name="field">The number of the field before it, 0 at the start; becomes this field's.</param>
    /// <param name="type">Its type.</param>
    /// <returns>Whether there is one; otherwise the struct has ended.</returns>
    public bool NextField(ref short field, out byte type)
    {
        byte head = Byte();
        type = (byte)(head & 0x0F);
        if (type == ThriftType.Stop)
        {
            return false;
        }

        int step = head >> 4;
        field = (short)(step == 0 ? Zigzag() : field + step);
        return true;
    }

    /// <summary>The value of a field that is a whole number of any width.</summary>
    public long Integer(byte type) => type is ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64 ? Zigzag() : throw Broken();

    /// <summary>The value of a field, or of an element of a list, that is a string: where in the bytes it is.</summary>
    public Range Binary(byte type)
    {
        Require(type, ThriftType.Binary);
        ulong length = Varint();
        if (length > (ulong)(_bytes.Length - Position))
        {
            throw Broken();
        }

        int start = Position;
        Position += (int)length;
        return start..Position;
    }

    /// <summary>Begins a field that is a list.</summary>
    /// <returns>The number of its elements, each of which takes at least one of the bytes that are left.</returns>
    public int BeginList(byte type, byte elementType)
    {
        Require(type, ThriftType.List);
        int count = BeginList(out byte actual);
        Require(count == 0 ? elementType : actual, elementType);
        return count;
    }

    /// <summary>Checks that a field is a struct, whose fields follow.</summary>
    public static void RequireStruct(byte type) => Require(type, ThriftType.Struct);

    /// <summary>Passes over the value of a field.</summary>
    public void Skip(byte type, int depth = 0)
    {
        switch (type)
        {
            case ThriftType.True or ThriftType.False:
                break;
            case ThriftType.Byte:
                Byte();
                break;
            case ThriftType.Int16 or ThriftType.Int32 or ThriftType.Int64:
                Varint();
                break;
            case ThriftType.Double:
                Advance(sizeof(double));
                break;
            case ThriftType.Binary:
                Binary(type);
                break;
            case ThriftType.List or ThriftType.Set when depth < MostNested:
                SkipList(depth);
                break;
            case ThriftType.Struct when depth < MostNested:
                for (short field = 0; NextField(ref field, out byte inner);)
                {
                    Skip(inner, depth + 1);
                }

                break;
            default:
                throw Broken();
        }
    }

    private static InvalidDataException Broken() => new("A struct of the Parquet file is broken.");

    private static void Require(byte type, byte expected)
    {
        if (type != expected)
        {
            throw Broken();
        }
    }

    private int BeginList(out byte elementType)
    {
        byte head = Byte();
        elementType = (byte)(head & 0x0F);
        ulong count = head >> 4 == 15 ? Varint() : (ulong)(head >> 4);
        return count <= (ulong)(_bytes.Length - Position) ? (int)count : throw Broken();
    }

    private void SkipList(int depth)
    {
        for (int left = BeginList(out byte elementType); left > 0; left--)
        {
            // An element that is true or false takes a byte, where a field has it in its head.
            Skip(elementType is ThriftType.True or ThriftType.False ? ThriftType.Byte : elementType, depth + 1);
        }
    }

    private long Zigzag()
    {
        ulong value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw Broken();

    private void Advance(int count) => Position = count <= _bytes.Length - Position ? Position + count : throw Broken();
}
