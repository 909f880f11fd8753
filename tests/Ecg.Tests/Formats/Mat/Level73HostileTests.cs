using System.Buffers.Binary;
using Ecg.Formats;
using Ecg.Formats.Hdf5;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using NUnit.Framework;
using PureHDF;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files that lie. The oldest form has no checksums, so its bytes can be changed at will.</summary>
public sealed class Level73HostileTests
{
    [Test]
    public void Rejects_bytes_without_a_superblock()
    {
        RejectedException rejection = Level73Files.Rejection(new byte[5000]);

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.Contain("superblock"));
    }

    [Test]
    public void Rejects_a_superblock_of_a_version_to_come()
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        bytes[Level73Files.UserBlockSize + 8] = 9;

        Assert.That(Level73Files.Rejection(bytes).Reason, Is.EqualTo(RejectionReason.UnsupportedFormat));
    }

    [TestCase("earliest.mat")]
    [TestCase("latest.mat")]
    public void Rejects_a_file_that_was_cut_short_anywhere(string name)
    {
        byte[] bytes = Level73Files.Fixture(name);
        for (int length = 0; length < bytes.Length; length += 997)
        {
            Assert.That(Level73Files.Rejection(bytes[..length]).Reason, Is.EqualTo(RejectionReason.CorruptFile), $"{length} bytes");
        }

        Assert.That(Level73Files.Rejection(bytes[..^1]).Message, Does.Contain("cut short"));
    }

    [Test]
    public void Rejects_metadata_whose_checksum_is_wrong()
    {
        byte[] bytes = Level73Files.Fixture("latest.mat");
        int root = bytes.AsSpan().IndexOf("OHDR"u8);
        bytes[root + 20] ^= 1;

        RejectedException rejection = Level73Files.Rejection(bytes);

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.Contain("checksum"));
    }

    [Test]
    public void Rejects_a_damaged_chunk_and_names_the_variable()
    {
        var random = new Random(1);
        short[] elements = new short[40_000];
        random.NextBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(elements.AsSpan()));
        using var stream = new MemoryStream();
        MatWriter.Write(stream, MatFormat.V73, [new MatNumbers("val", 2, 20_000, elements)]);
        byte[] bytes = stream.ToArray();
        bytes.AsSpan(bytes.Length / 2, 64).Clear();

        RejectedException rejection = Level73Files.Rejection(bytes);

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.StartWith("Variable 'val': ").And.EndWith(". The file is damaged: save or upload it again."));
    }

    [Test]
    public void Rejects_a_chunk_whose_own_checksum_is_wrong()
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        (OpenFile? file, Dictionary<string, long>? links) = Open(bytes);
        using (file)
        {
            Hdf5Chunk chunk = Chunks(file, links["packed"]).StoredAt;
            bytes[Level73Files.UserBlockSize + chunk.Address + chunk.Size - 1] ^= 0x10;
        }

        Assert.That(Level73Files.Rejection(bytes).Message, Does.Contain("Variable 'packed': the checksum of a chunk is wrong"));
    }

    [Test]
    public void Rejects_a_cell_that_contains_itself()
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        (OpenFile? file, Dictionary<string, long>? links) = Open(bytes);
        using (file)
        {
            var header = Hdf5ObjectHeader.Read(file.File, links["cell"]);
            var layout = Hdf5Layout.Read(file.File, header.Find(Hdf5MessageType.DataLayout)!.Value.Body);
            Write(bytes, layout.Address, links["cell"]);
        }

        RejectedException rejection = Level73Files.Rejection(bytes);

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.Contain("cell{1}").And.Contain("contains itself"));
    }

    [Test]
    public void Rejects_a_B_tree_that_contains_itself()
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        int tree = bytes.AsSpan().IndexOf("TREE"u8);
        const int Level = 5;
        const int FirstChild = 32;
        bytes[tree + Level] = 1;
        Write(bytes, tree - Level73Files.UserBlockSize + FirstChild, tree - Level73Files.UserBlockSize);

        Assert.That(Level73Files.Rejection(bytes).Reason, Is.EqualTo(RejectionReason.CorruptFile));
    }

    [Test]
    public void Rejects_an_object_header_that_goes_on_at_its_own_start()
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        (OpenFile? file, Dictionary<string, long>? links) = Open(bytes);
        file.Dispose();
        const int HeaderSize = 8;
        const int FirstMessage = 16;
        const int Body = 8;
        long header = links["big"];
        uint size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan((int)header + Level73Files.UserBlockSize + HeaderSize));
        bytes[header + Level73Files.UserBlockSize + FirstMessage] = (byte)Hdf5MessageType.Continuation;
        Write(bytes, header + FirstMessage + Body, header + FirstMessage);
        Write(bytes, header + FirstMessage + Body + 8, size);

        Assert.That(Level73Files.Rejection(bytes).Message, Does.Contain("Variable 'big'").And.Contain("does not end"));
    }

    // 300 x 2 becomes 2^40 x 2, of which the file holds 300 chunks.
    [TestCase(1L << 40)]
    [TestCase(1L << 62)]
    [TestCase(1L << 24)]
    public void Rejects_dimensions_that_the_files_chunks_cannot_fill(long claimed)
    {
        byte[] bytes = Level73Files.Fixture("earliest.mat");
        Span<byte> dimensions = [44, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0];
        int place = bytes.AsSpan().IndexOf(dimensions);
        Write(bytes, place - Level73Files.UserBlockSize, claimed);
        long before = GC.GetAllocatedBytesForCurrentThread();

        RejectedException rejection = Level73Files.Rejection(bytes);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(64 << 20));
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.StartWith("Variable 'growing': "));
    }

    [Test]
    public void Rejects_dimensions_that_are_not_within_the_file()
    {
        byte[] bytes = Level73Files.Write(new() { ["val"] = new H5Dataset(new short[70_000], fileDims: [7_000, 10]) });
        Span<byte> dimensions = [0x58, 0x1B, 0, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0];
        int place = bytes.AsSpan().IndexOf(dimensions);
        Write(bytes, place - Level73Files.UserBlockSize, 1L << 32);

        RejectedException rejection = Level73Files.Rejection(bytes, verifyChecksums: false);

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.StartWith("Variable 'val': "));
    }

    [Test]
    public void Rejects_structs_that_are_nested_too_deep()
    {
        var group = new H5Group { ["x"] = 1.0 };
        for (int depth = 0; depth < MatFile.MaxDepth; depth++)
        {
            group = new H5Group { ["s"] = group };
        }

        RejectedException rejection = Level73Files.Rejection(Level73Files.Write(new() { ["deep"] = group }));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.UnsupportedFormat));
        Assert.That(rejection.Message, Does.Contain("deep.s.s.s").And.Contain("nested"));
    }

    [Test]
    public void Reads_structs_that_are_nested_as_deep_as_allowed()
    {
        var group = new H5Group { ["x"] = 1.0 };
        for (int depth = 1; depth < MatFile.MaxDepth; depth++)
        {
            group = new H5Group { ["s"] = group };
        }

        using Level73Visitor visitor = Level73Files.Read(Level73Files.Write(new() { ["deep"] = group }));

        Assert.That(visitor.Arrays.Single().Path, Does.EndWith(".s.x"));
    }

    // A mebibyte of zeros for each of a few kilobytes: sound, and yet not to be held in memory as a whole.
    [Test]
    public void Holds_no_more_of_what_it_inflates_than_a_few_pieces()
    {
        const int Samples = 64 << 20;
        byte[] bytes = Level73Files.Write(new()
        {
            ["val"] = new H5Dataset(
                new byte[Samples],
                chunks: [1 << 20],
                datasetCreation: new(Filters: [PureHDF.Filters.DeflateFilter.Id])),
        });
        using var visitor = new Level73Visitor();
        long before = GC.GetAllocatedBytesForCurrentThread();

        Level73Files.ReadInto(bytes, visitor);

        // The buffer of the visitor itself takes two times its memory limit while it grows.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan((2 * SampleBuffer.MemoryLimit) + (16 << 20)));
        Assert.That(visitor.Buffer("val").Length, Is.EqualTo(Samples));
        Assert.That(bytes, Has.Length.LessThan(1 << 20));
    }

    // MATLAB's chunks are small; a hostile one is as large as is read, and nine side by side took 3 GB.
    [Test]
    public void Unpacks_a_large_chunk_in_pieces()
    {
        const int Samples = 32 << 20;
        byte[] bytes = Level73Files.Write(new()
        {
            ["val"] = new H5Dataset(
                new int[Samples],
                chunks: [Samples],
                datasetCreation: new(Filters: [PureHDF.Filters.ShuffleFilter.Id, PureHDF.Filters.DeflateFilter.Id])),
        });
        ScratchShare share = new ScratchSpace(0, 1L << 30, "raise it").Open();
        using var visitor = new Level73Visitor(share: share);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Level73Reader.Read(new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, share, default);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20));
        Assert.That(visitor.Buffer("val").Length, Is.EqualTo((long)Samples * sizeof(int)));
        Assert.That(bytes, Has.Length.LessThan(1 << 20));
    }

    // 4 MiB of zeros take 4 KiB, and each further name of them a few bytes: 300 names would make a gigabyte.
    [Test]
    public void Rejects_a_data_set_with_so_many_names_that_it_could_not_have_been_stored()
    {
        var zeros = new H5Dataset(
            new byte[4 << 20],
            chunks: [1 << 20],
            datasetCreation: new(Filters: [PureHDF.Filters.DeflateFilter.Id]));
        var file = new H5File();
        for (int i = 0; i < 300; i++)
        {
            file.Add($"zeros{i}", zeros);
        }

        RejectedException rejection = Level73Files.Rejection(Level73Files.Write(file));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.Contain("claim"));
    }

    [Test]
    public void Replaces_control_characters_of_a_name_in_the_detail()
    {
        var group = new H5Group { ["x"] = 1.0 };
        for (int depth = 0; depth < MatFile.MaxDepth; depth++)
        {
            group = new H5Group { ["s\n"] = group };
        }

        Assert.That(Level73Files.Rejection(Level73Files.Write(new() { ["deep"] = group })).Message, Does.Contain("deep.s .s "));
    }

    private static (OpenFile File, Dictionary<string, long> Links) Open(byte[] bytes)
    {
        var file = new OpenFile(bytes);
        IReadOnlyList<Hdf5Link> links = Hdf5Links.Read(file.File, Hdf5ObjectHeader.Read(file.File, file.File.RootAddress), MatFile.MaxNodes);
        return (file, links.ToDictionary(link => link.Name, link => link.Address));
    }

    private static (Hdf5Chunk StoredAt, long Count) Chunks(OpenFile file, long address)
    {
        var header = Hdf5ObjectHeader.Read(file.File, address);
        Hdf5Dataset dataset = Hdf5Dataset.Read(file.File, header)!;
        var layout = Hdf5Layout.Read(file.File, header.Find(Hdf5MessageType.DataLayout)!.Value.Body);
        Hdf5ChunkMap map = Hdf5ChunkIndex.Read(file.File, layout, new(dataset.Space, layout.Chunk, dataset.Type.Size), isFiltered: true);
        Assert.That(map.TryGet(new long[layout.Chunk.Count], out Hdf5Chunk chunk), Is.True);
        return (chunk, map.Count);
    }

    private static void Write(byte[] bytes, long address, long value) =>
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((int)address + Level73Files.UserBlockSize), value);

    private sealed class OpenFile : IDisposable
    {
        private readonly SampleBuffer _bytes = new(SampleType.UInt8);

        public OpenFile(byte[] bytes)
        {
            _bytes.Append(bytes);
            File = Hdf5File.Open(_bytes, ScratchShare.Unlimited, verifyChecksums: true);
        }

        public Hdf5File File { get; }

        public void Dispose() => _bytes.Dispose();
    }
}
