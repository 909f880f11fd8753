using System.Text;

namespace Ecg.Lake.Parquet;

/// <summary>Writes structs in Thrift's compact protocol, in which Parquet keeps its page headers and its footer.</summary>
/// <remarks>Apache Thrift, "Thrift Compact protocol encoding": struct, list and variable-length integers.</remarks>
internal sealed class ThriftWriter(ByteBuffer output)
{
    private readonly Stack<short> _outer = new();
    private short _last;

    /// <summary>Begins a struct: at the top, or as the element of a list.</summary>
    public void BeginStruct()
    {
        _outer.Push(_last);
        _last = 0;
    }

    /// <summary>Begins a struct that is a field of the current one.</summary>
    public void BeginStruct(short field)
    {
        Field(field, ThriftType.Struct);
        BeginStruct();
    }

    /// <summary>Ends the current struct.</summary>
    public void EndStruct()
    {
        output.Add(0);
        _last = _outer.Pop();
    }

    /// <summary>Begins a field that is a list of structs; each is written between Begin and End.</summary>
    public void BeginStructList(short field, int count) => BeginList(field, count, ThriftType.Struct);

    /// <summary>Writes a field that is a list of numbers.</summary>
    public void Int32List(short field, ReadOnlySpan<int> values)
    {
        BeginList(field, values.Length, ThriftType.Int32);
        foreach (int value in values)
        {
            output.AddZigzag(value);
        }
    }

    /// <summary>Writes a field that is a list of one string.</summary>
    public void StringList(short field, string value)
    {
        BeginList(field, 1, ThriftType.Binary);
        Binary(Encoding.UTF8.GetBytes(value));
    }

    /// <summary>Writes a Boolean field.</summary>
    public void Boolean(short field, bool value) => Field(field, value ? ThriftType.True : ThriftType.False);

    /// <summary>Writes a 16-bit field.</summary>
    public void Int16(short field, short value)
    {
        Field(field, ThriftType.Int16);
        output.AddZigzag(value);
    }

    /// <summary>Writes a 32-bit field.</summary>
    public void Int32(short field, int value)
    {
        Field(field, ThriftType.Int32);
        output.AddZigzag(value);
    }

    /// <summary>Writes a 64-bit field.</summary>
    public void Int64(short field, long value)
    {
        Field(field, ThriftType.Int64);
        output.AddZigzag(value);
    }

    /// <summary>Writes a string field.</summary>
    public void String(short field, string value) => Binary(field, Encoding.UTF8.GetBytes(value));

    /// <summary>Writes a field of bytes.</summary>
    public void Binary(short field, ReadOnlySpan<byte> value)
    {
        Field(field, ThriftType.Binary);
        Binary(value);
    }

    private void Binary(ReadOnlySpan<byte> value)
    {
        output.AddVarint((ulong)value.Length);
        output.Add(value);
    }

    private void BeginList(short field, int count, byte elementType)
    {
        Field(field, ThriftType.List);
        if (count < 15)
        {
            output.Add((byte)((count << 4) | elementType));
        }
        else
        {
            output.Add((byte)(0xF0 | elementType));
            output.AddVarint((ulong)count);
        }
    }

    private void Field(short field, byte type)
    {
        int step = field - _last;
        if (step is > 0 and <= 15)
        {
            output.Add((byte)((step << 4) | type));
        }
        else
        {
            output.Add(type);
            output.AddZigzag(field);
        }

        _last = field;
    }
}
