using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Benchmarks;

/// <summary>
/// What anyone writes who needs just this one file: the header's numbers taken on trust, the elements turned into a
/// float array a lead. The peers begin with it.
/// </summary>
internal static class PlainReader
{
    public static float[][] Level4(byte[] file, double gain)
    {
        int leads = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4));
        return Split(MemoryMarshal.Cast<byte, short>(file.AsSpan(24)), leads, gain);
    }

    public static float[][] Level7(byte[] file, double gain)
    {
        using var zlib = new ZLibStream(new MemoryStream(file, 136, file.Length - 136), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        Span<byte> matrix = inflated.GetBuffer().AsSpan(0, (int)inflated.Length);
        int leads = BinaryPrimitives.ReadInt32LittleEndian(matrix[32..]);
        int bytes = BinaryPrimitives.ReadInt32LittleEndian(matrix[52..]);
        return Split(MemoryMarshal.Cast<byte, short>(matrix.Slice(56, bytes)), leads, gain);
    }

    private static float[][] Split(ReadOnlySpan<short> frames, int leads, double gain)
    {
        float[][] columns = new float[leads][];
        for (int lead = 0; lead < leads; lead++)
        {
            columns[lead] = new float[frames.Length / leads];
            for (int i = 0; i < columns[lead].Length; i++)
            {
                columns[lead][i] = (float)(frames[(i * leads) + lead] / gain);
            }
        }

        return columns;
    }
}
