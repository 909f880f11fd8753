using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Ecg.Formats.Mat.Writing;

/// <summary>Writes Level 5 MAT-files, little-endian, plain (<c>save -v6</c>) or compressed (<c>save -v7</c>).</summary>
/// <remarks>MAT-File Format, "Level 5 MAT-File Format".</remarks>
internal static class Level5Writer
{
    private const int Int8Data = 1;
    private const int UInt16Data = 4;
    private const int Int32Data = 5;
    private const int UInt32Data = 6;
    private const int MatrixData = 14;
    private const int CompressedData = 15;

    private const int CellClass = 1;
    private const int StructClass = 2;
    private const int CharClass = 4;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IReadOnlyList<MatArrayValue> variables, string description, bool isCompressed)
    {
        stream.Write(MatHeader.Create(description, MatHeader.Level5));
        foreach (MatArrayValue variable in variables)
        {
            byte[] element = Element(variable, variable.Name);
            stream.Write(isCompressed ? Compress(element) : element);
        }
    }

    // "Compressed Data Element": the only one whose length is not padded.
    private static byte[] Compress(byte[] element)
    {
        using var packed = new MemoryStream();
        packed.Write(Tag(CompressedData, 0));
        using (var deflater = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflater.Write(element);
        }

        byte[] bytes = packed.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return bytes;
    }

    private static byte[] Element(MatArrayValue value, string name)
    {
        using var body = new MemoryStream();
        switch (value)
        {
            case MatNumbers numbers:
                WriteStart(body, Class(numbers.Type), numbers.Rows, numbers.Columns, name);
                WriteData(body, DataType(numbers.Type), numbers.Bytes);
                break;
            case MatText text:
                WriteStart(body, CharClass, text.Text.Length == 0 ? 0 : 1, text.Text.Length, name);
                WriteData(body, UInt16Data, Encoding.Unicode.GetBytes(text.Text));
                break;
            case MatCell cell:
                WriteStart(body, CellClass, 1, cell.Texts.Count, name);
                foreach (string text in cell.Texts)
                {
                    body.Write(Element(new MatText(string.Empty, text), string.Empty));
                }

                break;
            case MatStruct structure:
                WriteStart(body, StructClass, 1, 1, name);
                WriteFields(body, structure);
                break;
            default:
                throw new ArgumentException($"{name}: a {value.GetType().Name} is not written.", nameof(value));
        }

        return [.. Tag(MatrixData, (int)body.Length), .. body.ToArray()];
    }

    // "Array Flags", "Dimensions Array", "Array Name" subelements.
    private static void WriteStart(MemoryStream body, int matClass, int rows, int columns, string name)
    {
        Span<byte> numbers = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, matClass);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], 0);
        WriteData(body, UInt32Data, numbers);
        BinaryPrimitives.WriteInt32LittleEndian(numbers, rows);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], columns);
        WriteData(body, Int32Data, numbers);
        WriteData(body, Int8Data, Encoding.ASCII.GetBytes(name));
    }

    // "Field Name Length" and "Field Names": every name in a place of the same length, with a 0 at its end.
    private static void WriteFields(MemoryStream body, MatStruct structure)
    {
        const int NameLength = MatWriter.MaxNameLength + 1;
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, NameLength);
        WriteData(body, Int32Data, length);

        byte[] names = new byte[NameLength * structure.Fields.Count];
        for (int i = 0; i < structure.Fields.Count; i++)
        {
            Encoding.ASCII.GetBytes(structure.Fields[i].Name, names.AsSpan(i * NameLength));
        }

        WriteData(body, Int8Data, names);
        foreach (MatArrayValue field in structure.Fields)
        {
            body.Write(Element(field, string.Empty));
        }
    }

    // "Data Element Format" and "Small Data Element Format": up to four bytes are stored in the tag.
    private static void WriteData(MemoryStream body, int type, ReadOnlySpan<byte> data)
    {
        if (data.Length is > 0 and <= 4)
        {
            Span<byte> small = stackalloc byte[8];
            small.Clear();
            BinaryPrimitives.WriteInt32LittleEndian(small, (data.Length << 16) | type);
            data.CopyTo(small[4..]);
            body.Write(small);
            return;
        }

        body.Write(Tag(type, data.Length));
        body.Write(data);
        body.Write(stackalloc byte[-data.Length & 7]);
    }

    private static byte[] Tag(int type, int length)
    {
        byte[] tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, type);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), length);
        return tag;
    }

    private static int Class(SampleType type) => type switch
    {
        SampleType.Double => 6,
        SampleType.Single => 7,
        SampleType.Int8 => 8,
        SampleType.UInt8 => 9,
        SampleType.Int16 => 10,
        SampleType.UInt16 => 11,
        SampleType.Int32 => 12,
        SampleType.UInt32 => 13,
        SampleType.Int64 => 14,
        SampleType.UInt64 => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static int DataType(SampleType type) => type switch
    {
        SampleType.Int8 => Int8Data,
        SampleType.UInt8 => 2,
        SampleType.Int16 => 3,
        SampleType.UInt16 => UInt16Data,
        SampleType.Int32 => Int32Data,
        SampleType.UInt32 => UInt32Data,
        SampleType.Single => 7,
        SampleType.Double => 9,
        SampleType.Int64 => 12,
        SampleType.UInt64 => 13,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
