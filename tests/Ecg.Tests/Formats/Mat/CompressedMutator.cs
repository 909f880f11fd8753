using System.IO.Compression;
using Ecg.Formats.Mat;

namespace Ecg.Tests.Formats.Mat;

/// <summary>
/// Damages what the compressed elements of a v7 file hold: a checksum would stop damages from outside before they reach
/// the reader of arrays.
/// </summary>
internal static class CompressedMutator
{
    /// <summary>A copy of a valid file with the content of one compressed element damaged and compressed again.</summary>
    public static byte[] Mutate(byte[] seed, Random random)
    {
        var builder = new Level5Builder(bigEndian: seed[126] == (byte)'M');
        List<byte[]> elements = Split(seed, builder.BigEndian);
        int chosen = random.Next(elements.Count);
        elements[chosen] = builder.Compressed(Mutator.Mutate(Inflate(elements[chosen].AsSpan(Level5Tag.Length)), random));
        return [.. seed[..Level5Header.Length], .. elements.SelectMany(element => element)];
    }

    private static List<byte[]> Split(byte[] file, bool bigEndian)
    {
        var elements = new List<byte[]>();
        for (int i = Level5Header.Length; i < file.Length; i += elements[^1].Length)
        {
            var tag = Level5Tag.Read(file.AsSpan(i), bigEndian);
            elements.Add(file[i..(i + Level5Tag.Length + (int)tag.DataLength)]);
        }

        return elements;
    }

    private static byte[] Inflate(ReadOnlySpan<byte> data)
    {
        using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
        using var inflated = new MemoryStream();
        zlib.CopyTo(inflated);
        return inflated.ToArray();
    }
}
