namespace Ecg.Formats.Hdf5;

/// <summary>The type of the elements of a data set or an attribute.</summary>
/// <remarks>HDF5 File Format Specification 3.0, IV.A.2.d "The Datatype Message".</remarks>
internal sealed record Hdf5Datatype
{
    /// <summary>The maximum nesting of types; the specification has no limit, and the parser recurses.</summary>
    private const int MaxDepth = 8;

    /// <summary>The maximum element size; compounds and arrays can claim up to 4 GiB.</summary>
    private const int MaxSize = 1 << 20;

    /// <summary>The class.</summary>
    public required Hdf5TypeClass Class { get; init; }

    /// <summary>The size of an element in bytes, at least 1.</summary>
    public required int Size { get; init; }

    /// <summary>The number type, if the elements are supported numbers.</summary>
    public SampleType? Number { get; init; }

    /// <summary>Whether the elements are IEEE 754 binary16 numbers, which have no number type here.</summary>
    public bool IsHalf { get; init; }

    /// <summary>Whether the bytes of a number are big-endian.</summary>
    public bool IsBigEndian { get; init; }

    /// <summary>Whether a reference is the address of an object.</summary>
    public bool IsObjectReference { get; init; }

    /// <summary>Whether a variable-length type is text.</summary>
    public bool IsVariableText { get; init; }

    /// <summary>The base type of an enumeration, an array or a variable-length type.</summary>
    public Hdf5Datatype? Base { get; init; }

    /// <summary>The members of a compound type.</summary>
    public IReadOnlyList<Hdf5Member> Members { get; init; } = [];

    /// <summary>Reads a type from <paramref name="cursor"/>, which then stands after it.</summary>
    /// <exception cref="Hdf5Exception">It cannot be read.</exception>
    public static Hdf5Datatype Read(ref Hdf5Cursor cursor) => Read(ref cursor, 0);

    private static Hdf5Datatype Read(ref Hdf5Cursor cursor, int depth)
    {
        if (depth == MaxDepth)
        {
            throw Hdf5Exception.Unsupported($"a datatype nested {MaxDepth} deep is not supported");
        }

        byte classAndVersion = cursor.Byte();
        int version = classAndVersion >> 4;
        int bits = (int)cursor.Unsigned(3);
        uint size = cursor.UInt32();
        if (version is < 1 or > 4)
        {
            throw Hdf5Exception.Unsupported($"a datatype of version {version} is not supported");
        }

        if (size is 0 or > MaxSize)
        {
            throw Hdf5Exception.Unsupported($"elements of {Counted.Of(size, "byte")} are not supported");
        }

        var type = new Hdf5Datatype { Class = (Hdf5TypeClass)(classAndVersion & 0xF), Size = (int)size };
        return type.Class switch
        {
            Hdf5TypeClass.FixedPoint => type.WithFixedPoint(ref cursor, bits),
            Hdf5TypeClass.FloatingPoint => type.WithFloatingPoint(ref cursor, bits),
            Hdf5TypeClass.Time => Skip(type, ref cursor, 2),
            Hdf5TypeClass.String => type,
            Hdf5TypeClass.BitField => Skip(type, ref cursor, 4),
            Hdf5TypeClass.Opaque => Skip(type, ref cursor, bits & 0xFF),
            Hdf5TypeClass.Compound => type.WithMembers(ref cursor, bits & 0xFFFF, version, depth),
            Hdf5TypeClass.Reference => type with { IsObjectReference = version < 4 && (bits & 0xF) == 0 },
            Hdf5TypeClass.Enumeration => type.WithNames(ref cursor, bits & 0xFFFF, version, depth),
            Hdf5TypeClass.VariableLength => type with { IsVariableText = (bits & 0xF) == 1, Base = Read(ref cursor, depth + 1) },
            Hdf5TypeClass.Array => type.WithElements(ref cursor, version, depth),
            _ => throw Hdf5Exception.Corrupt($"there is no datatype class {(int)type.Class}"),
        };
    }

    private static Hdf5Datatype Skip(Hdf5Datatype type, ref Hdf5Cursor cursor, int bytes)
    {
        cursor.Skip(bytes);
        return type;
    }

    // Numbers that do not fill their bytes, such as 12 bits in two bytes, have no number type.
    private Hdf5Datatype WithFixedPoint(ref Hdf5Cursor cursor, int bits)
    {
        ushort bitOffset = cursor.UInt16();
        ushort precision = cursor.UInt16();
        if (bitOffset != 0 || precision != 8 * Size)
        {
            return this;
        }

        bool isSigned = (bits & 8) != 0;
        SampleType? number = Size switch
        {
            1 => isSigned ? SampleType.Int8 : SampleType.UInt8,
            2 => isSigned ? SampleType.Int16 : SampleType.UInt16,
            4 => isSigned ? SampleType.Int32 : SampleType.UInt32,
            8 => isSigned ? SampleType.Int64 : SampleType.UInt64,
            _ => null,
        };
        return this with { Number = number, IsBigEndian = (bits & 1) != 0 };
    }

    private Hdf5Datatype WithFloatingPoint(ref Hdf5Cursor cursor, int bits)
    {
        ushort bitOffset = cursor.UInt16();
        ushort precision = cursor.UInt16();
        (byte Location, byte Size) exponent = (Location: cursor.Byte(), Size: cursor.Byte());
        (byte Location, byte Size) mantissa = (Location: cursor.Byte(), Size: cursor.Byte());
        uint bias = cursor.UInt32();
        bool isVax = (bits & 0x40) != 0;
        if (bitOffset != 0 || isVax)
        {
            return this;
        }

        SampleType? number = (Size, precision, exponent, mantissa, bias) switch
        {
            (4, 32, (23, 8), (0, 23), 127) => SampleType.Single,
            (8, 64, (52, 11), (0, 52), 1023) => SampleType.Double,
            _ => null,
        };
        bool isHalf = (Size, precision, exponent, mantissa, bias) == (2, 16, (10, 5), (0, 10), 15);
        return this with { Number = number, IsHalf = isHalf, IsBigEndian = (bits & 1) != 0 };
    }

    private Hdf5Datatype WithMembers(ref Hdf5Cursor cursor, int count, int version, int depth)
    {
        var members = new List<Hdf5Member>();
        for (int i = 0; i < count; i++)
        {
            string name = MemberName(ref cursor, version);
            ulong offset = version >= 3 ? cursor.Unsigned(BytesFor(Size)) : cursor.UInt32();
            int dimensionality = 0;
            if (version == 1)
            {
                dimensionality = cursor.Byte();
                cursor.Skip(3 + 4 + 4 + 16);
            }

            Hdf5Datatype type = Read(ref cursor, depth + 1);
            if (offset > (ulong)(Size - Math.Min(type.Size, Size)) || type.Size > Size)
            {
                throw Hdf5Exception.Corrupt("a member of a compound lies outside of it");
            }

            // Only version 1 had array members without a type of their own; such a member is not a single number.
            members.Add(new(name, (int)offset, dimensionality == 0 ? type : type with { Number = null }));
        }

        return this with { Members = members };
    }

    private Hdf5Datatype WithNames(ref Hdf5Cursor cursor, int count, int version, int depth)
    {
        Hdf5Datatype values = Read(ref cursor, depth + 1);
        for (int i = 0; i < count; i++)
        {
            MemberName(ref cursor, version);
        }

        cursor.Skip(checked(count * values.Size));
        return this with { Base = values };
    }

    private Hdf5Datatype WithElements(ref Hdf5Cursor cursor, int version, int depth)
    {
        byte dimensionality = cursor.Byte();
        cursor.Skip(version == 2 ? 3 : 0);
        cursor.Skip(4 * dimensionality * (version == 2 ? 2 : 1));
        return this with { Base = Read(ref cursor, depth + 1) };
    }

    // Up to version 2, a name and its terminating zero are padded to a multiple of eight bytes.
    private static string MemberName(ref Hdf5Cursor cursor, int version)
    {
        int start = cursor.Position;
        string name = cursor.TerminatedText();
        cursor.Skip(version < 3 ? -(cursor.Position - start) & 7 : 0);
        return name;
    }

    private static int BytesFor(int size) => size switch
    {
        < 1 << 8 => 1,
        < 1 << 16 => 2,
        < 1 << 24 => 3,
        _ => 4,
    };
}
