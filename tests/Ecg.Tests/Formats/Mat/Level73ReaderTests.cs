using CsCheck;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;
using PureHDF;
using PureHDF.Filters;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files that PureHDF writes, in the way of MATLAB and in any shape.</summary>
public sealed class Level73ReaderTests
{
    private static readonly Array[] NumericArrays =
    [
        new sbyte[] { sbyte.MinValue, 0, sbyte.MaxValue, 1, 2, 3 },
        new byte[] { 0, 1, byte.MaxValue, 1, 2, 3 },
        new short[] { short.MinValue, 0, short.MaxValue, 1, 2, 3 },
        new ushort[] { 0, 1, ushort.MaxValue, 1, 2, 3 },
        new int[] { int.MinValue, 0, int.MaxValue, 1, 2, 3 },
        new uint[] { 0, 1, uint.MaxValue, 1, 2, 3 },
        new long[] { long.MinValue, 0, long.MaxValue, 1, 2, 3 },
        new ulong[] { 0, 1, ulong.MaxValue, 1, 2, 3 },
        new float[] { float.NaN, float.NegativeInfinity, 1.5f, 1, 2, 3 },
        new double[] { double.NaN, double.Epsilon, -1.5, 1, 2, 3 },
    ];

    private static readonly (string Class, SampleType Type)[] NumericClasses =
    [
        ("int8", SampleType.Int8),
        ("uint8", SampleType.UInt8),
        ("int16", SampleType.Int16),
        ("uint16", SampleType.UInt16),
        ("int32", SampleType.Int32),
        ("uint32", SampleType.UInt32),
        ("int64", SampleType.Int64),
        ("uint64", SampleType.UInt64),
        ("single", SampleType.Single),
        ("double", SampleType.Double),
    ];

    [Test]
    public void Hands_on_the_elements_of_every_numeric_class_as_they_are_stored([Range(0, 9)] int index)
    {
        Array elements = NumericArrays[index];
        (string? matlabClass, SampleType type) = NumericClasses[index];
        byte[] bytes = Level73Files.Write(new()
        {
            ["x"] = new H5Dataset(elements, fileDims: [3, 2]).WithClass(matlabClass),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        byte[] expected = new byte[Buffer.ByteLength(elements)];
        Buffer.BlockCopy(elements, 0, expected, 0, expected.Length);
        byte[] actual = new byte[visitor.Buffer("x").Length];
        visitor.Buffer("x").Read<byte>(0, actual);
        Assert.That(visitor.Array("x").Class, Is.EqualTo(Enum.Parse<MatClass>(matlabClass, ignoreCase: true)));
        Assert.That(visitor.Array("x").StorageType, Is.EqualTo(type));
        Assert.That(actual, Is.EqualTo(expected));
    }

    // HDF5 shows MATLAB's [1 3 5; 2 4 6] as three rows of two.
    [Test]
    public void Shows_the_dimensions_in_MATLABs_order()
    {
        byte[] bytes = Level73Files.Write(new()
        {
            ["x"] = new H5Dataset(new double[,] { { 1, 2 }, { 3, 4 }, { 5, 6 } }).WithClass("double"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Array("x").Dimensions, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(visitor.Elements<double>("x"), Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6 }));
    }

    // What h5py's users write: f.attrs, a group's, and a data set's.
    [TestCase(16)]
    [TestCase(Level73Files.VariableLength)]
    public void Shows_the_attributes_of_other_programs_as_variables_and_MATLABs_not(int textLength)
    {
        var ecg = new H5Dataset(new double[] { 1, 2, 3 });
        ecg.Attributes.Add("fs", 500.0);
        var group = new H5Group { ["ecg"] = ecg, ["both"] = 2.0 };
        group.Attributes.Add("leads", new[] { "I", "II" });
        group.Attributes.Add("both", 1.0);
        var file = new H5File { ["rec"] = group, ["own"] = new H5Dataset(new double[] { 1, 2 }).WithClass("double") };
        file.Attributes.Add("units", "mV");

        using Level73Visitor visitor = Level73Files.Read(Level73Files.Write(file, textLength));

        MatVariable record = visitor.Variable("rec");
        Assert.That(visitor.Variable("units").Text, Is.EqualTo(new[] { "mV" }));
        Assert.That(record.Children.Single(child => child.Name == "leads").Text, Is.EqualTo(new[] { "I", "II" }));
        Assert.That(record.Children.Single(child => child.Name == "both").Numbers, Is.EqualTo(new[] { 2.0 }));
        Assert.That(record.Children.Single(child => child.Name == "ecg").Children.Single().Numbers, Is.EqualTo(new[] { 500.0 }));
        Assert.That(visitor.Variable("own").Children, Is.Empty);
    }

    [Test]
    public void Shows_scalars_and_vectors_as_matrices()
    {
        byte[] bytes = Level73Files.Write(new() { ["fs"] = 250.0, ["ecg"] = new short[] { 1, 2, 3 } });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Array("fs").Dimensions, Is.EqualTo(new long[] { 1, 1 }));
        Assert.That(visitor.Variable("fs").Numbers, Is.EqualTo(new[] { 250.0 }));
        Assert.That(visitor.Array("ecg").Dimensions, Is.EqualTo(new long[] { 3, 1 }));
    }

    [Test]
    public void Reads_the_rows_of_a_char_matrix_without_trailing_blanks()
    {
        // ["II "; "aVR"], a column after the other.
        ushort[] characters = "IaIV R".Select(character => (ushort)character).ToArray();
        byte[] bytes = Level73Files.Write(new()
        {
            ["leads"] = new H5Dataset(characters, fileDims: [3, 2]).WithClass("char"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Variable("leads").Dimensions, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(visitor.Variable("leads").Text, Is.EqualTo(new[] { "II", "aVR" }));
        Assert.That(visitor.Arrays, Is.Empty);
    }

    [Test]
    public void Puts_characters_beyond_16_bits_together_again()
    {
        ushort[] characters = "µV \U0001FAC0".Select(character => (ushort)character).ToArray();
        byte[] bytes = Level73Files.Write(new()
        {
            ["note"] = new H5Dataset(characters, fileDims: [(ulong)characters.Length, 1]).WithClass("char"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Variable("note").Text, Is.EqualTo(new[] { "µV \U0001FAC0" }));
    }

    [Test]
    public void Leaves_the_numbers_of_a_large_array_to_the_visitor()
    {
        byte[] bytes = Level73Files.Write(new()
        {
            ["kept"] = new short[MatFile.MaxValueElements],
            ["not"] = new short[MatFile.MaxValueElements + 1],
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Variable("kept").Numbers, Has.Count.EqualTo(MatFile.MaxValueElements));
        Assert.That(visitor.Variable("not").Numbers, Is.Null);
        Assert.That(visitor.Buffer("not").Count, Is.EqualTo(MatFile.MaxValueElements + 1));
    }

    [Test]
    public void Keeps_small_numbers_that_the_visitor_does_not_want()
    {
        byte[] bytes = Level73Files.Write(new() { ["fs"] = 360.0, ["val"] = new short[MatFile.MaxValueElements + 1] });

        using Level73Visitor visitor = Level73Files.Read(bytes, takesArrays: false);

        Assert.That(visitor.Variable("fs").Numbers, Is.EqualTo(new[] { 360.0 }));
        Assert.That(visitor.Variable("val").StorageType, Is.EqualTo(SampleType.Int16));
    }

    [Test]
    public void Names_arrays_in_structs_and_cells_as_MATLAB_does()
    {
        H5Dataset element = new H5Dataset(new[] { 1.0 }).WithClass("double");
        H5Group inner = new H5Group { ["data"] = new H5Dataset(new[] { 2.0 }).WithClass("double") }.WithClass("struct");
        byte[] bytes = Level73Files.Write(new()
        {
            ["#refs#"] = new H5Group { ["a"] = element, ["b"] = inner },
            ["c"] = new H5Dataset(new H5ObjectReference[] { element, inner }, fileDims: [2, 1]).WithClass("cell"),
            ["ECG"] = new H5Group { ["s"] = inner }.WithClass("struct"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Arrays.Select(array => array.Path), Is.EquivalentTo(new[] { "c{1}", "c{2}.data", "ECG.s.data" }));
    }

    [Test]
    public void Keeps_no_more_cells_than_a_file_may_have_and_counts_the_rest()
    {
        H5Dataset element = new H5Dataset(new[] { 1.0 }).WithClass("double");
        var references = new H5ObjectReference[MatFile.MaxNodes + 5];
        Array.Fill(references, element);
        byte[] bytes = Level73Files.Write(new()
        {
            ["#refs#"] = new H5Group { ["a"] = element },
            ["ann"] = new H5Dataset(references).WithClass("cell"),
            ["val"] = new short[] { 1 },
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Variable("ann").Children, Has.Count.EqualTo(MatFile.MaxNodes));
        Assert.That(visitor.Variable("ann").ChildrenLeftOut, Is.EqualTo(5));
        Assert.That(visitor.Elements<short>("val"), Is.EqualTo(new short[] { 1 }));
    }

    [Test]
    public void Puts_chunks_of_any_shape_together()
    {
        Gen<int[]> shape = Gen.Int[1, 9].Array[1, 4];
        Gen.Select(shape, Gen.Int[1, 9].Array[4], Gen.Int[0, 3]).Sample(
            (dimensions, chunk, filters) =>
            {
                int count = dimensions.Aggregate((one, other) => one * other);
                int[] elements = Enumerable.Range(0, count).Select(i => (i * 7919) - 50_000).ToArray();
                byte[] bytes = Level73Files.Write(new()
                {
                    ["x"] = new H5Dataset(
                        elements,
                        chunks: [.. dimensions.Select((length, i) => (uint)Math.Min(chunk[i], length))],
                        fileDims: [.. dimensions.Select(length => (ulong)length)],
                        datasetCreation: new(Filters: Filters(filters))),
                });

                using Level73Visitor visitor = Level73Files.Read(bytes);

                Assert.That(visitor.Elements<int>("x"), Is.EqualTo(elements));
            },
            iter: 300);
    }

    // 24 MB in chunks as wide as the data set, so that many rows of chunks and pieces follow each other.
    [Test]
    public void Reads_a_data_set_that_is_larger_than_a_piece()
    {
        const int Leads = 12;
        const int Samples = 1_000_000;
        short[] elements = Signal(Leads * Samples);
        byte[] bytes = Level73Files.Write(new()
        {
            ["val"] = new H5Dataset(
                elements,
                chunks: [5_000, Leads],
                fileDims: [Samples, Leads],
                datasetCreation: new(Filters: [ShuffleFilter.Id, DeflateFilter.Id])).WithClass("int16"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Elements<short>("val").AsSpan().SequenceEqual(elements), Is.True);
    }

    // One row of chunks is the whole data set of 48 MB, more than is held in memory.
    [Test]
    public void Reads_a_row_of_chunks_that_goes_to_a_temporary_file()
    {
        const int Leads = 12;
        const int Samples = 2_000_000;
        short[] elements = Signal(Leads * Samples);
        byte[] bytes = Level73Files.Write(new()
        {
            ["val"] = new H5Dataset(
                elements,
                chunks: [7, 30_000],
                fileDims: [Leads, Samples],
                datasetCreation: new(Filters: [DeflateFilter.Id])).WithClass("int16"),
        });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(visitor.Array("val").Dimensions, Is.EqualTo(new long[] { Samples, Leads }));
        Assert.That(visitor.Elements<short>("val").AsSpan().SequenceEqual(elements), Is.True);
    }

    // Beyond what is unpacked in memory whole, with chunks that reach over both edges of the data set.
    [TestCase]
    [TestCase(DeflateFilter.Id)]
    [TestCase(Fletcher32Filter.Id)]
    [TestCase(ShuffleFilter.Id, DeflateFilter.Id)]
    [TestCase(ShuffleFilter.Id, DeflateFilter.Id, Fletcher32Filter.Id)]
    [TestCase(Fletcher32Filter.Id, ShuffleFilter.Id, DeflateFilter.Id)]
    public void Reads_large_chunks_behind_every_filter(params int[] filters)
    {
        const int Leads = 3;
        const int Samples = 500_001;
        int[] elements = new int[Leads * Samples];
        var random = new Random(1);
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = random.Next(1 << 20);
        }

        byte[] bytes = Level73Files.Write(new()
        {
            ["val"] = new H5Dataset(
                elements,
                chunks: [2, 400_000],
                fileDims: [Leads, Samples],
                datasetCreation: new(Filters: [.. filters.Select(filter => (H5Filter)(ushort)filter)])),
        });

        ScratchShare share = new ScratchSpace(0, 1L << 30, "raise it").Open();
        using var visitor = new Level73Visitor(share: share);
        Level73Reader.Read(new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, share, default);

        Assert.That(visitor.Elements<int>("val").AsSpan().SequenceEqual(elements), Is.True);
    }

    [Test]
    public void Reads_a_file_that_goes_to_a_temporary_file()
    {
        short[] elements = Signal((SampleBuffer.MemoryLimit / sizeof(short)) + 1000);
        byte[] bytes = Level73Files.Write(new() { ["val"] = elements, ["zfs"] = 250.0 });

        using Level73Visitor visitor = Level73Files.Read(bytes);

        Assert.That(bytes, Has.Length.GreaterThan(SampleBuffer.MemoryLimit));
        Assert.That(visitor.Elements<short>("val").AsSpan().SequenceEqual(elements), Is.True);
        Assert.That(visitor.Variable("zfs").Numbers, Is.EqualTo(new[] { 250.0 }));
    }

    [Test]
    public void Goes_on_behind_the_bytes_that_were_taken_from_the_stream_before([Values(0, 1, 128, 512, 600)] int taken)
    {
        byte[] bytes = Level73Files.Write(new() { ["fs"] = 250.0 });
        using var visitor = new Level73Visitor();

        Level73Reader.Read(new MemoryStream(bytes[taken..]), bytes.AsMemory(0, taken), visitor, ScratchShare.Unlimited, CancellationToken.None);

        Assert.That(visitor.Variable("fs").Numbers, Is.EqualTo(new[] { 250.0 }));
    }

    [Test]
    public void Adds_to_what_the_visitors_buffer_holds()
    {
        byte[] bytes = Level73Files.Write(new() { ["fs"] = 250.0 });
        using var buffer = new SampleBuffer(SampleType.Double);
        buffer.Append(BitConverter.GetBytes(1.0));
        var visitor = new SingleBufferVisitor(buffer);

        Level73Files.ReadInto(bytes, visitor);

        double[] elements = new double[2];
        buffer.Read<double>(0, elements);
        Assert.That(elements, Is.EqualTo(new[] { 1.0, 250.0 }));
        Assert.That(visitor.Last!.Numbers, Is.EqualTo(new[] { 250.0 }));
    }

    [Test]
    public void Stops_when_it_is_cancelled()
    {
        byte[] bytes = Level73Files.Write(new() { ["fs"] = 250.0 });
        using var visitor = new Level73Visitor();

        Assert.Throws<OperationCanceledException>(() => Level73Reader.Read(
            new MemoryStream(bytes), ReadOnlyMemory<byte>.Empty, visitor, ScratchShare.Unlimited, new CancellationToken(canceled: true)));
    }

    [Test]
    public void Lets_an_error_of_the_stream_through()
    {
        using var visitor = new Level73Visitor();

        Assert.Throws<IOException>(() => Level73Reader.Read(
            new BrokenStream(), ReadOnlyMemory<byte>.Empty, visitor, ScratchShare.Unlimited, CancellationToken.None));
    }

    private static List<H5Filter> Filters(int which) => which switch
    {
        0 => [],
        1 => [ShuffleFilter.Id],
        2 => [DeflateFilter.Id],
        _ => [ShuffleFilter.Id, DeflateFilter.Id, Fletcher32Filter.Id],
    };

    private static short[] Signal(int count)
    {
        short[] signal = new short[count];
        for (int i = 0; i < count; i++)
        {
            signal[i] = (short)((i % 4099) - (i % 251));
        }

        return signal;
    }

    private sealed class SingleBufferVisitor(SampleBuffer buffer) : IMatVisitor
    {
        public MatVariable? Last { get; private set; }

        public SampleBuffer? OnArray(MatArray array) => buffer;

        public void OnVariable(MatVariable variable) => Last = variable;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("The connection was lost.");
    }
}
