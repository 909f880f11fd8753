using System.Buffers.Binary;
using System.IO.Compression;

namespace Benchmarks;

/// <summary>MAT-files with one int16 matrix <c>val</c>, of leads by samples, as PhysioNet's wfdb2mat lays them out.</summary>
internal static class SyntheticFile
{
    /// <summary>A beat a second on a slow drift, with the noise of a 12-bit recorder.</summary>
    public static short[] Frames(int leads, int samples, double rate)
    {
        var random = new Random(20_030_301);
        short[] frames = new short[leads * samples];
        for (int i = 0; i < samples; i++)
        {
            double phase = i / rate * 1.2 % 1;
            double beat = (1.2 * Bump(phase, 0.40, 0.012)) - (0.2 * Bump(phase, 0.43, 0.015))
                + (0.15 * Bump(phase, 0.22, 0.03)) + (0.3 * Bump(phase, 0.65, 0.05));
            double drift = 0.05 * Math.Sin(i / rate * 2);
            for (int lead = 0; lead < leads; lead++)
            {
                double noise = (random.NextDouble() + random.NextDouble() - 1) * 0.012;
                frames[(i * leads) + lead] = (short)Math.Round(((beat * (1 - (0.12 * lead))) + drift + noise) * 1000);
            }
        }

        return frames;
    }

    /// <summary>MAT-File Format, Level 4: a 20-byte header, the name, the elements.</summary>
    public static byte[] Level4(short[] frames, int leads)
    {
        byte[] file = new byte[24 + (frames.Length * 2)];
        BinaryPrimitives.WriteInt32LittleEndian(file, 30);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), leads);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(8), frames.Length / leads);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 4);
        "val\0"u8.CopyTo(file.AsSpan(20));
        Buffer.BlockCopy(frames, 0, file, 24, frames.Length * 2);
        return file;
    }

    /// <summary>MAT-File Format, Level 5: a 128-byte header and one compressed miMATRIX element.</summary>
    public static byte[] Level7(short[] frames, int leads)
    {
        int padding = (8 - (frames.Length * 2 % 8)) % 8;
        byte[] matrix = new byte[8 + 16 + 16 + 8 + 8 + (frames.Length * 2) + padding];
        int[] head =
        [
            14, matrix.Length - 8,
            6, 8, 10, 0,
            5, 8, leads, frames.Length / leads,
            0x0003_0001, 0x006C_6176,
            3, frames.Length * 2,
        ];
        Buffer.BlockCopy(head, 0, matrix, 0, head.Length * 4);
        Buffer.BlockCopy(frames, 0, matrix, head.Length * 4, frames.Length * 2);

        using var file = new MemoryStream();
        byte[] header = new byte[128];
        header.AsSpan().Fill((byte)' ');
        "MATLAB 5.0 MAT-file"u8.CopyTo(header);
        header[124] = 0;
        header[125] = 1;
        "IM"u8.CopyTo(header.AsSpan(126));
        file.Write(header);
        file.Write(new byte[8]);
        using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(matrix);
        }

        byte[] bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(128), 15);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(132), bytes.Length - 136);
        return bytes;
    }

    private static double Bump(double phase, double centre, double width) =>
        Math.Exp(-(phase - centre) * (phase - centre) / (2 * width * width));
}
