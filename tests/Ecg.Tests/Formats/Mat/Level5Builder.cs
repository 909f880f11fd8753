using System.IO.Compression;
using System.Text;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Writes a Level 5 file from the specification, byte by byte.</summary>
internal sealed class Level5Builder(bool bigEndian = false)
{
    public const int MiInt8 = 1;
    public const int MiUInt8 = 2;
    public const int MiInt16 = 3;
    public const int MiUInt16 = 4;
    public const int MiInt32 = 5;
    public const int MiUInt32 = 6;
    public const int MiSingle = 7;
    public const int MiDouble = 9;
    public const int MiInt64 = 12;
    public const int MiUInt64 = 13;
    public const int MiMatrix = 14;
    public const int MiCompressed = 15;
    public const int MiUtf8 = 16;
    public const int MiUtf16 = 17;
    public const int MiUtf32 = 18;

    public const int MxCell = 1;
    public const int MxStruct = 2;
    public const int MxObject = 3;
    public const int MxChar = 4;
    public const int MxSparse = 5;
    public const int MxDouble = 6;
    public const int MxSingle = 7;
    public const int MxInt8 = 8;
    public const int MxUInt8 = 9;
    public const int MxInt16 = 10;
    public const int MxUInt16 = 11;
    public const int MxInt32 = 12;
    public const int MxUInt32 = 13;
    public const int MxInt64 = 14;
    public const int MxUInt64 = 15;
    public const int MxFunction = 16;
    public const int MxOpaque = 17;

    public const int Logical = 0x200;
    public const int Global = 0x400;
    public const int Complex = 0x800;

    public bool BigEndian => bigEndian;

    /// <summary>The header and the elements behind it.</summary>
    public byte[] File(params ReadOnlySpan<byte[]> elements) =>
        [.. Header(), .. elements.ToArray().SelectMany(element => element)];

    public byte[] Header(int version = 0x0100, string text = "MATLAB 5.0 MAT-file, written by hand") =>
    [
        .. Encoding.ASCII.GetBytes(text.PadRight(116)),
        .. new byte[8],
        .. Numbers((ushort)version),
        .. bigEndian ? "MI"u8 : "IM"u8,
    ];

    public byte[] Numbers<T>(params ReadOnlySpan<T> values)
        where T : unmanaged => Bytes.Of(bigEndian, values);

    /// <summary>A data element in the full format, filled up to 8 bytes.</summary>
    public byte[] Element(int type, ReadOnlySpan<byte> data) =>
        [.. Numbers(type, data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];

    /// <summary>A data element in the small format: at most 4 bytes of data within the tag.</summary>
    public byte[] Small(int type, ReadOnlySpan<byte> data) =>
        [.. Numbers((data.Length << 16) | type), .. data, .. new byte[4 - data.Length]];

    /// <summary>Whichever of the two MATLAB would write.</summary>
    public byte[] Data(int type, ReadOnlySpan<byte> data) => data.Length is > 0 and <= 4 ? Small(type, data) : Element(type, data);

    /// <summary>An array: flags, dimensions, name, and what the class asks for; <paramref name="mxClass"/> is the class with the flags of the second byte.</summary>
    public byte[] Matrix(string name, int mxClass, int[] dimensions, params ReadOnlySpan<byte[]> parts) => Element(
        MiMatrix,
        [
            .. Flags(mxClass),
            .. Element(MiInt32, Numbers<int>(dimensions)),
            .. Data(MiInt8, Encoding.UTF8.GetBytes(name)),
            .. parts.ToArray().SelectMany(part => part),
        ]);

    public byte[] Flags(int mxClass) => Element(MiUInt32, Numbers(mxClass, 0));

    /// <summary>A struct array; the fields of each element in the order of the names.</summary>
    public byte[] Struct(string name, int[] dimensions, string[] fields, params ReadOnlySpan<byte[]> values) =>
        Matrix(name, MxStruct, dimensions, [FieldNames(fields), .. values]);

    /// <summary>The length of the field names, and the names of 32 bytes each.</summary>
    public byte[] FieldNames(params string[] fields) =>
    [
        .. Small(MiInt32, Numbers(32)),
        .. Element(MiInt8, fields.SelectMany(field => Encoding.ASCII.GetBytes(field.PadRight(32, '\0'))).ToArray()),
    ];

    /// <summary>A char array whose characters are stored in 16 bits each, as MATLAB does in a v6 file.</summary>
    public byte[] Text(string name, int[] dimensions, string characters) =>
        Matrix(name, MxChar, dimensions, Data(MiUInt16, Numbers<char>(characters.ToCharArray())));

    public byte[] Row(string name, params ReadOnlySpan<double> values) =>
        Matrix(name, MxDouble, [1, values.Length], Data(MiDouble, Numbers(values)));

    public byte[] Samples(string name, int rows, int columns, params ReadOnlySpan<short> values) =>
        Matrix(name, MxInt16, [rows, columns], Data(MiInt16, Numbers(values)));

    /// <summary>An element with a zlib-compressed one inside, which is not filled up.</summary>
    public byte[] Compressed(ReadOnlySpan<byte> element)
    {
        byte[] data = Deflate(element);
        return [.. Numbers(MiCompressed, data.Length), .. data];
    }

    public static byte[] Deflate(ReadOnlySpan<byte> bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(bytes);
        }

        return compressed.ToArray();
    }
}
