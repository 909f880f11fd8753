using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Ecg.Tests.Lake;

/// <summary>Matrices as MAT-File Format, Level 4 lays them out: five 32-bit numbers, the name, the elements by column.</summary>
internal static class Level4Bytes
{
    public static byte[] Int16(string name, int rows, int columns, params short[] elements) =>
        Matrix(30, name, rows, columns, MemoryMarshal.AsBytes<short>(elements));

    public static byte[] Double(string name, int rows, int columns, params double[] elements) =>
        Matrix(0, name, rows, columns, MemoryMarshal.AsBytes<double>(elements));

    private static byte[] Matrix(int type, string name, int rows, int columns, ReadOnlySpan<byte> elements)
    {
        byte[] text = Encoding.ASCII.GetBytes(name + '\0');
        byte[] file = new byte[20 + text.Length + elements.Length];
        BinaryPrimitives.WriteInt32LittleEndian(file, type);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), rows);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), columns);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), text.Length);
        text.CopyTo(file, 20);
        elements.CopyTo(file.AsSpan(20 + text.Length));
        return file;
    }
}
