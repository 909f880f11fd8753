using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PureHDF;
using PureHDF.Filters;

namespace Benchmarks;

/// <summary>Uploads that one batch of messages speaks of.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Objects">Their keys and bytes, made when they are needed.</param>
/// <param name="Keys">The keys that messages speak of.</param>
internal sealed record HostileBatch(string Name, Func<IEnumerable<(string Key, byte[] Bytes)>> Objects, string[] Keys)
{
    private const int BatchSize = 10;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<HostileBatch> All { get; } =
    [
        Files("1.15 GB of zeros in a v7 MAT-file", 1, _ => InflatingMatFile(575_000_000)),
        Files("1.15 GB of zeros in v7 MAT-files, ten at once", BatchSize, _ => InflatingMatFile(575_000_000)),
        Files("400 MB of zeros in v7 MAT-files, ten at once", BatchSize, _ => InflatingMatFile(200_000_000)),
        Files("a chunk of 128 MB in v7.3 MAT-files, nine at once", 9, _ => LargeChunk()),
        Files("10 000 variables in v7.3 MAT-files, ten at once", BatchSize, _ => ManyVariables(10_000)),
        Files("1 024 leads of one sample, ten at once", BatchSize, _ => SyntheticFile.Level4(new short[1024 * 1025], 1024)),
        Files("bytes that are no MAT-file, ten at once", BatchSize, Noise),
        new HostileBatch("900 headers without signal files", () => Headers(900), [.. Enumerable.Range(0, 900).Select(i => $"headers/{i}.hea")]),
        Records("8 192 signals of 1 024 samples a frame", 1, name => $"{name} 8192 1\n" + string.Concat(Enumerable.Repeat($"{name}.dat 16x1024 200 16 0 0 0 0 I\n", 8192)), 1 << 20),
        Records("a header of 2^40 samples over 1 MB", BatchSize, name => $"{name} 1 250 1099511627776\n{name}.dat 16 200 16 0 0 0 0 I\n", 1 << 20),
        Records("65 536 segments, each the same 1 MB", 1, name => $"{name}/65536 1 250\n" + string.Concat(Enumerable.Repeat("part 524288\n", 65_536)), 0, ("part.hea", "part 1 250 524288\npart.dat 16 200 16 0 0 0 0 I\n", 1 << 20)),
        Records("a gap of 2^27 samples, ten at once", BatchSize, name => $"{name}/2 1 250 134217828\n~ 134217728\npart 100\n", 0, ("part.hea", "part 1 250 100\npart.dat 16 200 16 0 0 0 0 I\n", 200)),
        Annotated("a million beats in each of ten annotation files", 1, TwoBytes(1 << 20)),
        Annotated("a million beats in each of ten annotation files, ten records at once", BatchSize, TwoBytes(1 << 20)),
        Annotated("20 000 notes of 255 letters in each of ten annotation files, ten records at once", BatchSize, Notes(20_000)),
    ];

    private static HostileBatch Files(string name, int count, Func<int, byte[]> make)
    {
        string folder = FolderOf(name);
        string[] keys = [.. Enumerable.Range(0, count).Select(i => $"{folder}/{i}.mat")];
        return new HostileBatch(name, () => keys.Select((key, i) => (key, make(i))), keys);
    }

    private static HostileBatch Records(string name, int count, Func<string, string> header, int bytes, (string Name, string Header, int Bytes)? segment = null)
    {
        string folder = FolderOf(name);
        return new HostileBatch(name, Objects, [.. Enumerable.Range(0, count).Select(i => $"{folder}/r{i}.hea")]);

        IEnumerable<(string, byte[])> Objects()
        {
            if (segment is { } part)
            {
                yield return ($"{folder}/{part.Name}", Encoding.ASCII.GetBytes(part.Header));
                yield return ($"{folder}/{Path.ChangeExtension(part.Name, ".dat")}", new byte[part.Bytes]);
            }

            for (int i = 0; i < count; i++)
            {
                yield return ($"{folder}/r{i}.hea", Encoding.ASCII.GetBytes(header($"r{i}")));
                if (bytes > 0)
                {
                    yield return ($"{folder}/r{i}.dat", new byte[bytes]);
                }
            }
        }
    }

    private static HostileBatch Annotated(string name, int count, byte[] annotations)
    {
        string[] annotators = ["atr", "ari", "ecg", "gqrs", "man", "qrs", "sqrs", "st", "wqrs", "xqrs"];
        string folder = FolderOf(name);
        HostileBatch records = Records(name, count, record => $"{record} 1 250 2000000\n{record}.dat 16 200 16 0 0 0 0 I\n", 4_000_000);
        return records with
        {
            Objects = () => records.Objects().Concat(Enumerable.Range(0, count).SelectMany(i => annotators.Select(annotator => ($"{folder}/r{i}.{annotator}", annotations)))),
        };
    }

    private static string FolderOf(string name) => new([.. name.Where(char.IsAsciiLetterOrDigit)]);

    private static IEnumerable<(string Key, byte[] Bytes)> Headers(int count) =>
        Enumerable.Range(0, count).Select(i => ($"headers/{i}.hea", Encoding.ASCII.GetBytes($"{i} 1 250 100\n{i}.dat 16 200 16 0 0 0 0 I\n")));

    // MAT-File Format, Level 5: one compressed miMATRIX element of zeros, written without having it in memory.
    private static byte[] InflatingMatFile(int samples)
    {
        int[] head = [14, 48 + (samples * 2), 6, 8, 10, 0, 5, 8, 1, samples, 0x0003_0001, 0x006C_6176, 3, samples * 2];
        byte[] start = new byte[head.Length * 4];
        Buffer.BlockCopy(head, 0, start, 0, start.Length);
        using var file = new MemoryStream();
        file.Write(SyntheticFile.Level7(new short[4], 1).AsSpan(0, 128));
        file.Write(new byte[8]);
        using (var zlib = new ZLibStream(file, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(start);
            byte[] zeros = new byte[1 << 20];
            for (long left = samples * 2L; left > 0; left -= zeros.Length)
            {
                zlib.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
            }
        }

        byte[] bytes = file.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(128), 15);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(132), bytes.Length - 136);
        return bytes;
    }

    private static byte[] LargeChunk() => Hdf5(new H5File
    {
        ["val"] = new H5Dataset(new int[32 << 20], chunks: [32 << 20], datasetCreation: new(Filters: [ShuffleFilter.Id, DeflateFilter.Id])),
    });

    private static byte[] ManyVariables(int count)
    {
        var file = new H5File();
        for (int i = 0; i < count; i++)
        {
            file.Add($"v{i}", new H5Dataset(new short[] { 1, 2, 3 }));
        }

        return Hdf5(file);
    }

    private static byte[] Hdf5(H5File file)
    {
        const int UserBlock = 512;
        using var stream = new MemoryStream();
        file.Write(stream, new(DefaultStringLength: 16, UserBlockSize: UserBlock, Filters: []));
        byte[] bytes = stream.ToArray();
        Encoding.ASCII.GetBytes("MATLAB 7.3 MAT-file".PadRight(124)).CopyTo(bytes, 0);
        bytes[125] = 2;
        "IM"u8.CopyTo(bytes.AsSpan(126));
        return bytes;
    }

    private static byte[] Noise(int seed)
    {
        byte[] bytes = new byte[1 << 20];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    // annot(5): a normal beat one sample after the one before.
    private static byte[] TwoBytes(int count)
    {
        byte[] file = new byte[(count * 2) + 2];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(i * 2), (1 << 10) | 1);
        }

        return file;
    }

    // annot(5): a note (22) one sample after the one before, and its text (AUX, 63).
    private static byte[] Notes(int count)
    {
        const int Letters = 255;
        byte[] note = new byte[4 + Letters + 1];
        BinaryPrimitives.WriteUInt16LittleEndian(note, (22 << 10) | 1);
        BinaryPrimitives.WriteUInt16LittleEndian(note.AsSpan(2), (63 << 10) | Letters);
        note.AsSpan(4, Letters).Fill((byte)'x');
        byte[] file = new byte[(count * note.Length) + 2];
        for (int i = 0; i < count; i++)
        {
            note.CopyTo(file, i * note.Length);
        }

        return file;
    }
}
