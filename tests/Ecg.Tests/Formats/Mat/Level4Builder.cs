using System.Text;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Writes the variables of a Level 4 file from the specification, byte by byte.</summary>
internal static class Level4Builder
{
    /// <summary>A variable: the five header fields, the name with its zero byte, the data; <paramref name="type"/> is the decimal digits MOPT.</summary>
    public static byte[] Variable(
        string name,
        int type,
        int rows,
        int columns,
        byte[] data,
        int imaginary = 0,
        bool bigEndian = false) =>
    [
        .. Header(type, rows, columns, imaginary, Encoding.UTF8.GetByteCount(name) + 1, bigEndian),
        .. Encoding.UTF8.GetBytes(name),
        0,
        .. data,
    ];

    public static byte[] Header(int type, int rows, int columns, int imaginary, int nameLength, bool bigEndian = false) =>
        Bytes.Of(bigEndian, type, rows, columns, imaginary, nameLength);

    /// <summary>Samples as wfdb2mat writes them: <c>val</c>, little-endian, 16 bits.</summary>
    public static byte[] Samples(int rows, int columns, params ReadOnlySpan<short> values) =>
        Variable("val", 30, rows, columns, Bytes.Of(false, values));
}
