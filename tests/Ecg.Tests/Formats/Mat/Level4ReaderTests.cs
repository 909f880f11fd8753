using System.Text;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

public sealed class Level4ReaderTests
{
    private static readonly byte[] Neighbour = Level4Builder.Variable("next", 50, 1, 2, [7, 8]);

    [Test]
    public void Reads_a_file_written_byte_by_byte()
    {
        byte[] file =
        [
            30, 0, 0, 0, // MOPT 0030: little-endian, 16-bit signed, full
            2, 0, 0, 0, // mrows
            3, 0, 0, 0, // ncols
            0, 0, 0, 0, // imagf
            4, 0, 0, 0, // namlen
            (byte)'v', (byte)'a', (byte)'l', 0,
            0x01, 0x00, 0xFF, 0xFF, // column 1: 1, -1
            0xE3, 0x03, 0x00, 0x80, // column 2: 995, -32768
            0xFF, 0x7F, 0x00, 0x01, // column 3: 32767, 256
        ];

        using var visitor = new CollectingVisitor();
        MatFileInfo info = MatFile.Read(new MemoryStream(file), visitor);

        MatArray array = visitor.Arrays.Single();
        MatVariable variable = visitor.Variables.Single();
        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(MatFormat.V4, IsBigEndian: false, Description: null)));
            Assert.That(array.Path, Is.EqualTo("val"));
            Assert.That(array.Class, Is.EqualTo(MatClass.Int16));
            Assert.That(array.StorageType, Is.EqualTo(SampleType.Int16));
            Assert.That(array.Dimensions, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(array.ElementCount, Is.EqualTo(6));
            Assert.That(array.IsComplex, Is.False);
            Assert.That(visitor.Elements<short>("val"), Is.EqualTo(new short[] { 1, -1, 995, -32768, 32767, 256 }));
            Assert.That(variable.Name, Is.EqualTo("val"));
            Assert.That(variable.Class, Is.EqualTo(MatClass.Int16));
            Assert.That(variable.StorageType, Is.EqualTo(SampleType.Int16));
            Assert.That(variable.Dimensions, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(variable.Numbers, Is.EqualTo(new double[] { 1, -1, 995, -32768, 32767, 256 }));
            Assert.That(variable.Text, Is.Null);
            Assert.That(variable.Children, Is.Empty);
        });
    }

    [Test]
    public void Reads_every_precision([Values] bool bigEndian)
    {
        byte[] file = new byte[][]
        {
            Variable("p0", 0, [Math.PI, -0.0, double.NaN, double.NegativeInfinity]),
            Variable("p1", 1, [1.5f, float.MaxValue, float.NaN, -2f]),
            Variable("p2", 2, [1, -2, int.MaxValue, int.MinValue]),
            Variable<short>("p3", 3, [1, -2, short.MaxValue, short.MinValue]),
            Variable<ushort>("p4", 4, [1, 2, ushort.MaxValue, 0]),
            Variable<byte>("p5", 5, [1, 2, byte.MaxValue, 0]),
        }.SelectMany(variable => variable).ToArray();

        using var visitor = new CollectingVisitor();
        MatFileInfo info = MatFile.Read(new MemoryStream(file), visitor);

        Assert.Multiple(() =>
        {
            Assert.That(info.IsBigEndian, Is.EqualTo(bigEndian));
            Assert.That(visitor.Elements<double>("p0"), Is.EqualTo(new[] { Math.PI, -0.0, double.NaN, double.NegativeInfinity }));
            Assert.That(visitor.Elements<float>("p1"), Is.EqualTo(new[] { 1.5f, float.MaxValue, float.NaN, -2f }));
            Assert.That(visitor.Elements<int>("p2"), Is.EqualTo(new[] { 1, -2, int.MaxValue, int.MinValue }));
            Assert.That(visitor.Elements<short>("p3"), Is.EqualTo(new short[] { 1, -2, short.MaxValue, short.MinValue }));
            Assert.That(visitor.Elements<ushort>("p4"), Is.EqualTo(new ushort[] { 1, 2, ushort.MaxValue, 0 }));
            Assert.That(visitor.Elements<byte>("p5"), Is.EqualTo(new byte[] { 1, 2, byte.MaxValue, 0 }));
            Assert.That(visitor.Variables.Select(variable => variable.Class), Is.EqualTo(new[]
            {
                MatClass.Double, MatClass.Single, MatClass.Int32, MatClass.Int16, MatClass.UInt16, MatClass.UInt8,
            }));
            Assert.That(visitor.Variable("p1").Numbers, Is.EqualTo(new double[] { 1.5, float.MaxValue, double.NaN, -2 }));
            Assert.That(visitor.Variable("p4").Numbers, Is.EqualTo(new double[] { 1, 2, 65535, 0 }));
        });

        byte[] Variable<T>(string name, int precision, T[] values)
            where T : unmanaged =>
            Level4Builder.Variable(
                name,
                (bigEndian ? 1000 : 0) + (10 * precision),
                1,
                values.Length,
                Bytes.Of<T>(bigEndian, values),
                bigEndian: bigEndian);
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    [TestCase(5)]
    public void Reads_text_of_every_precision(int precision)
    {
        // 'lead' above 'I   ', column by column.
        const string Characters = "lIe a d ";
        byte[] data = precision switch
        {
            0 => Bytes.Of<double>(false, Characters.Select(c => (double)c).ToArray()),
            1 => Bytes.Of<float>(false, Characters.Select(c => (float)c).ToArray()),
            2 => Bytes.Of<int>(false, Characters.Select(c => (int)c).ToArray()),
            3 or 4 => Bytes.Of<short>(false, Characters.Select(c => (short)c).ToArray()),
            _ => Encoding.ASCII.GetBytes(Characters),
        };

        using var visitor = CollectingVisitor.Read([
            .. Level4Builder.Variable("names", (10 * precision) + 1, 2, 4, data), .. Neighbour]);

        MatVariable variable = visitor.Variable("names");
        Assert.Multiple(() =>
        {
            Assert.That(variable.Class, Is.EqualTo(MatClass.Char));
            Assert.That(variable.Dimensions, Is.EqualTo(new long[] { 2, 4 }));
            Assert.That(variable.Text, Is.EqualTo(new[] { "lead", "I" }));
            Assert.That(variable.StorageType, Is.Null);
            Assert.That(variable.Numbers, Is.Null);
            Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("next"), "text is no array of numbers");
        });
    }

    [Test]
    public void Reads_big_endian_text_and_marks_what_is_no_character()
    {
        byte[] data = Bytes.Of(true, 0x00E4, 'µ', -1.0, 65536.0, 65.5, double.NaN);

        using var visitor = CollectingVisitor.Read(Level4Builder.Variable("t", 1001, 1, 6, data, bigEndian: true));

        Assert.That(visitor.Variable("t").Text, Is.EqualTo(new[] { "äµ\uFFFD\uFFFD\uFFFD\uFFFD" }));
    }

    [Test]
    public void Reads_empty_text_as_no_rows()
    {
        using var visitor = CollectingVisitor.Read(Level4Builder.Variable("t", 1, 0, 0, []));

        Assert.That(visitor.Variable("t").Text, Is.Empty);
    }

    [Test]
    public void Recognises_a_sparse_matrix_and_passes_over_its_elements()
    {
        // 3 x 5 with 2.5 at (1,2) and -1 at (3,4); the last row holds the size.
        byte[] data = Bytes.Of(false, 1.0, 3, 3, 2, 4, 5, 2.5, -1, 0);

        using var visitor = CollectingVisitor.Read([.. Level4Builder.Variable("s", 2, 3, 3, data), .. Neighbour]);

        MatVariable variable = visitor.Variable("s");
        Assert.Multiple(() =>
        {
            Assert.That(variable.IsSparse);
            Assert.That(variable.IsComplex, Is.False);
            Assert.That(variable.Class, Is.EqualTo(MatClass.Double));
            Assert.That(variable.Dimensions, Is.EqualTo(new long[] { 3, 5 }));
            Assert.That(variable.StorageType, Is.Null);
            Assert.That(variable.Numbers, Is.Null);
            Assert.That(visitor.Elements<byte>("next"), Is.EqualTo(new byte[] { 7, 8 }));
        });
    }

    [Test]
    public void Recognises_a_complex_sparse_matrix()
    {
        byte[] data = Bytes.Of(true, 1.0, 3, 2, 5, 2.5, 0, -1, 0);

        using var visitor = CollectingVisitor.Read(Level4Builder.Variable("s", 1002, 2, 4, data, bigEndian: true));

        Assert.That(visitor.Variable("s").IsComplex);
        Assert.That(visitor.Variable("s").Dimensions, Is.EqualTo(new long[] { 3, 5 }));
    }

    [Test]
    public void Gives_the_real_part_of_a_complex_matrix([Values] bool isWanted)
    {
        byte[] data = Bytes.Of<short>(false, 1, 2, 3, -1, -2, -3);

        using var visitor = CollectingVisitor.Read(
            [.. Level4Builder.Variable("z", 30, 3, 1, data, imaginary: 1), .. Neighbour],
            array => isWanted || array.Path == "next");

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Array("z").IsComplex);
            Assert.That(visitor.Variable("z").IsComplex);
            Assert.That(visitor.Variable("z").Numbers, Is.Null);
            Assert.That(visitor.Has("z"), Is.EqualTo(isWanted));
            Assert.That(visitor.Elements<byte>("next"), Is.EqualTo(new byte[] { 7, 8 }));
        });
        if (isWanted)
        {
            Assert.That(visitor.Elements<short>("z"), Is.EqualTo(new short[] { 1, 2, 3 }));
        }
    }

    [Test]
    public void Gives_variables_in_the_order_of_the_file_whatever_their_byte_order()
    {
        byte[] file =
        [
            .. Level4Builder.Variable("b", 30, 1, 1, Bytes.Of<short>(false, 1)),
            .. Level4Builder.Variable("a", 1030, 1, 1, Bytes.Of<short>(true, 2), bigEndian: true),
            .. Level4Builder.Variable("c", 0, 1, 1, Bytes.Of(false, 3.0)),
        ];

        using var visitor = CollectingVisitor.Read(file);

        Assert.That(visitor.Variables.Select(v => (v.Name, v.Numbers![0])), Is.EqualTo(new[] { ("b", 1.0), ("a", 2.0), ("c", 3.0) }));
    }

    [Test]
    public void Passes_over_what_the_visitor_does_not_want_but_keeps_small_values()
    {
        byte[] file =
        [
            .. Level4Builder.Variable("large", 30, 1, MatFile.MaxValueElements + 1, new byte[2 * (MatFile.MaxValueElements + 1)]),
            .. Level4Builder.Variable("fs", 0, 1, 1, Bytes.Of(false, 360.0)),
        ];

        using var visitor = CollectingVisitor.Read(file, _ => false);

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Arrays.Select(array => array.Path), Is.EqualTo(new[] { "large", "fs" }));
            Assert.That(visitor.Variable("large").Numbers, Is.Null);
            Assert.That(visitor.Variable("fs").Numbers, Is.EqualTo(new[] { 360.0 }));
        });
    }

    [Test]
    public void Keeps_the_values_of_the_largest_small_array()
    {
        using var visitor = CollectingVisitor.Read(
            Level4Builder.Variable("x", 50, MatFile.MaxValueElements, 1, new byte[MatFile.MaxValueElements]));

        Assert.That(visitor.Variable("x").Numbers, Has.Count.EqualTo(MatFile.MaxValueElements));
        Assert.That(visitor.Elements<byte>("x"), Has.Length.EqualTo(MatFile.MaxValueElements));
    }

    [Test]
    public void Offers_an_empty_matrix()
    {
        using var visitor = CollectingVisitor.Read([.. Level4Builder.Variable("e", 30, 0, 5, []), .. Neighbour]);

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Array("e").ElementCount, Is.Zero);
            Assert.That(visitor.Variable("e").Dimensions, Is.EqualTo(new long[] { 0, 5 }));
            Assert.That(visitor.Variable("e").Numbers, Is.Empty);
            Assert.That(visitor.Variables, Has.Count.EqualTo(2));
        });
    }

    [Test]
    public void Reads_a_large_matrix_whatever_the_pieces_it_comes_in([Values] bool bigEndian, [Values(1, 3, 4096, 100_000)] int piece)
    {
        short[] values = Enumerable.Range(0, 100_000).Select(i => (short)(i * 31)).ToArray();
        byte[] file = Level4Builder.Variable(
            "val", bigEndian ? 1030 : 30, 2, values.Length / 2, Bytes.Of<short>(bigEndian, values), bigEndian: bigEndian);

        using var visitor = CollectingVisitor.Read(new ForwardOnlyStream(file, piece));

        Assert.That(visitor.Elements<short>("val").SequenceEqual(values));
    }

    [Test]
    public void Accepts_zero_bytes_after_the_last_variable([Values(1, 19, 20, 21, 100_000)] int count)
    {
        using var visitor = CollectingVisitor.Read([.. Neighbour, .. new byte[count]]);

        Assert.That(visitor.Variables, Has.Count.EqualTo(1));
    }

    [Test]
    public void Rejects_other_bytes_after_zero_bytes() =>
        Rejections.AssertCorrupt([.. Neighbour, .. new byte[40_000], 1, 0], "byte 27", "byte 40027");

    [TestCase(2030, "VAX D-float")]
    [TestCase(3030, "VAX G-float")]
    [TestCase(4030, "Cray")]
    public void Rejects_the_numbers_of_other_machines(int type, string machine)
    {
        RejectedException rejection = Rejections.Of(Level4Builder.Variable("val", type, 1, 1, new byte[2]));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.UnsupportedFormat));
        Assert.That(rejection.Message, Does.Contain(machine).And.Contain("'val'"));
    }

    [Test]
    public void Rejects_a_file_cut_in_a_header() =>
        Rejections.AssertCorrupt([.. Neighbour, .. Neighbour[..13]], "byte 27", "expected 20 bytes", "found 13");

    [Test]
    public void Rejects_a_file_cut_in_a_name() =>
        Rejections.AssertCorrupt(Level4Builder.Header(30, 1, 1, 0, 9), "byte 20", "expected 9 bytes", "found 0");

    [TestCase(10, "found 10")]
    [TestCase(199_999, "found 199999")]
    public void Rejects_a_file_cut_in_the_elements(int length, string found) => Rejections.AssertCorrupt(
        [.. Level4Builder.Header(30, 2, 50_000, 0, 4), .. "val\0"u8, .. new byte[length]],
        "'val'",
        "byte 24",
        "expected 200000 bytes of elements",
        found);

    [Test]
    public void Rejects_a_file_cut_in_elements_that_nobody_wants()
    {
        byte[] file = [.. Level4Builder.Header(30, 2, 50_000, 0, 4), .. "val\0"u8, .. new byte[10]];

        RejectedException rejection = Assert.Throws<RejectedException>(() => CollectingVisitor.Read(file, _ => false))!;

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
        Assert.That(rejection.Message, Does.Contain("expected 200000 bytes of elements, found 10"));
    }

    [Test]
    public void Rejects_a_file_cut_in_the_imaginary_part() => Rejections.AssertCorrupt(
        Level4Builder.Variable("z", 30, 1, 3, new byte[11], imaginary: 1), "'z'", "byte 28", "expected 6 bytes", "found 5");

    [TestCase(-1, 3)]
    [TestCase(3, int.MinValue)]
    public void Rejects_a_negative_size(int rows, int columns) => Rejections.AssertCorrupt(
        Level4Builder.Variable("val", 30, rows, columns, new byte[6]), "'val'", $"{rows} x {columns}");

    [Test]
    public void Rejects_a_size_that_exceeds_the_file_without_room_for_it()
    {
        byte[] file = Level4Builder.Variable("val", 30, int.MaxValue, 1000, new byte[600]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Rejections.AssertCorrupt(file, "'val'", "found 600");

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Rejects_a_size_that_no_number_of_bytes_can_have() => Rejections.AssertCorrupt(
        Level4Builder.Variable("val", 0, int.MaxValue, int.MaxValue, new byte[8]), "'val'", "2147483647 x 2147483647");

    [Test]
    public void Rejects_an_imaginary_flag_of_another_value() =>
        Rejections.AssertCorrupt(Level4Builder.Variable("val", 30, 1, 1, new byte[2], imaginary: 2), "'val'", "found 2");

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(513)]
    [TestCase(int.MaxValue)]
    public void Rejects_a_name_of_an_impossible_length(int length) => Rejections.AssertCorrupt(
        [.. Neighbour, .. Level4Builder.Header(30, 1, 1, 0, length), .. new byte[600]], "byte 43", $"found a length of {length}");

    [TestCase("")]
    [TestCase("a\nb")]
    [TestCase("a\u0085b")]
    [TestCase("a\u2028b")]
    public void Rejects_a_name_that_is_none(string name) =>
        Rejections.AssertCorrupt(Level4Builder.Variable(name, 30, 1, 1, new byte[2]), "byte 20", "expected a variable's name");

    [Test]
    public void Reads_names_in_utf8_and_in_latin1()
    {
        byte[] latin1 = [.. Level4Builder.Header(50, 1, 1, 0, 3), 0xE4, (byte)'x', 0, 1];

        using var visitor = CollectingVisitor.Read([.. Level4Builder.Variable("größe", 50, 1, 1, [1]), .. latin1]);

        Assert.That(visitor.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "größe", "äx" }));
    }

    [TestCase(100)]
    [TestCase(60)]
    [TestCase(3)]
    [TestCase(5000)]
    [TestCase(-30)]
    public void Rejects_bytes_between_variables_that_are_none(int type) => Rejections.AssertCorrupt(
        [.. Neighbour, .. Level4Builder.Variable("x", type, 1, 1, new byte[8])], "byte 27", "type field");

    [TestCase(2, 2)]
    [TestCase(2, 5)]
    [TestCase(0, 3)]
    public void Rejects_a_sparse_matrix_of_an_impossible_shape(int rows, int columns) => Rejections.AssertCorrupt(
        Level4Builder.Variable("s", 2, rows, columns, new byte[8 * rows * columns]), "'s'", $"found {rows} x {columns}");

    [TestCase(2.5)]
    [TestCase(-1.0)]
    [TestCase(double.NaN)]
    [TestCase(1e300)]
    public void Rejects_a_sparse_matrix_whose_size_is_none(double size) => Rejections.AssertCorrupt(
        Level4Builder.Variable("s", 2, 1, 3, Bytes.Of(false, size, 1, 0)), "'s'", "expected the length of a dimension");

    [Test]
    public void Rejects_more_variables_than_are_read()
    {
        byte[] variable = Level4Builder.Variable("x", 50, 0, 0, []);
        byte[] most = Enumerable.Repeat(variable, MatFile.MaxNodes).SelectMany(bytes => bytes).ToArray();

        using var visitor = CollectingVisitor.Read(most);
        RejectedException rejection = Rejections.Of([.. most, .. variable]);

        Assert.That(visitor.Variables, Has.Count.EqualTo(MatFile.MaxNodes));
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.TooLarge));
    }

    [Test]
    public void Stops_when_asked_to()
    {
        using var stop = new CancellationTokenSource();
        using var visitor = new CollectingVisitor(_ =>
        {
            stop.Cancel();
            return true;
        });
        byte[] file = Level4Builder.Samples(1, 100_000, new short[100_000]);

        Assert.Throws<OperationCanceledException>(() => MatFile.Read(new MemoryStream(file), visitor, stop.Token));
    }

    [Test]
    public void Lets_the_failure_of_the_stream_through()
    {
        using var visitor = new CollectingVisitor();
        var file = new MemoryStream();
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => MatFile.Read(file, visitor));
    }
}
