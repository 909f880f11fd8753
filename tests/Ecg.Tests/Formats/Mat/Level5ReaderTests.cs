using System.Text;
using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;
using B = Ecg.Tests.Formats.Mat.Level5Builder;

namespace Ecg.Tests.Formats.Mat;

public sealed class Level5ReaderTests
{
    private static readonly B Little = new();

    [Test]
    public void Reads_a_file_written_byte_by_byte()
    {
        byte[] file =
        [
            .. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(116)),
            0, 0, 0, 0, 0, 0, 0, 0, // no subsystem data
            0x00, 0x01, (byte)'I', (byte)'M',
            14, 0, 0, 0, 56, 0, 0, 0, // miMATRIX
            6, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, // miUINT32, 8: mxINT16_CLASS, no flags
            5, 0, 0, 0, 8, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, // miINT32, 8: 2 x 3
            1, 0, 3, 0, (byte)'v', (byte)'a', (byte)'l', 0, // miINT8, 3, small format
            3, 0, 0, 0, 12, 0, 0, 0, // miINT16, 12
            0x01, 0x00, 0xFF, 0xFF, 0xE3, 0x03, 0x00, 0x80, 0xFF, 0x7F, 0x00, 0x01, 0, 0, 0, 0,
        ];
        file[132] = (byte)(file.Length - 136);

        using var visitor = new CollectingVisitor();
        MatFileInfo info = MatFile.Read(new MemoryStream(file), visitor);

        MatArray array = visitor.Arrays.Single();
        MatVariable variable = visitor.Variables.Single();
        Assert.Multiple(() =>
        {
            Assert.That(info, Is.EqualTo(new MatFileInfo(MatFormat.V6, IsBigEndian: false, "MATLAB 5.0 MAT-file")));
            Assert.That(array.Path, Is.EqualTo("val"));
            Assert.That(array.Class, Is.EqualTo(MatClass.Int16));
            Assert.That(array.StorageType, Is.EqualTo(SampleType.Int16));
            Assert.That(array.Dimensions, Is.EqualTo(new long[] { 2, 3 }));
            Assert.That(array.ElementCount, Is.EqualTo(6));
            Assert.That(visitor.Elements<short>("val"), Is.EqualTo(new short[] { 1, -1, 995, -32768, 32767, 256 }));
            Assert.That(variable.Name, Is.EqualTo("val"));
            Assert.That(variable.Numbers, Is.EqualTo(new double[] { 1, -1, 995, -32768, 32767, 256 }));
            Assert.That(variable.IsGlobal || variable.IsComplex || variable.IsSparse, Is.False);
        });
    }

    [Test]
    public void Reads_every_class_in_every_storage_type([Values] bool bigEndian, [Values] bool compressed)
    {
        var builder = new B(bigEndian);
        (int Class, MatClass Expected)[] classes =
        [
            (B.MxDouble, MatClass.Double), (B.MxSingle, MatClass.Single), (B.MxInt8, MatClass.Int8),
            (B.MxUInt8, MatClass.UInt8), (B.MxInt16, MatClass.Int16), (B.MxUInt16, MatClass.UInt16),
            (B.MxInt32, MatClass.Int32), (B.MxUInt32, MatClass.UInt32), (B.MxInt64, MatClass.Int64),
            (B.MxUInt64, MatClass.UInt64),
        ];
        (int Type, SampleType Expected, byte[] Bytes)[] storages =
        [
            (B.MiInt8, SampleType.Int8, builder.Numbers<sbyte>(1, 2, 127)),
            (B.MiUInt8, SampleType.UInt8, builder.Numbers<byte>(1, 2, 127)),
            (B.MiInt16, SampleType.Int16, builder.Numbers<short>(1, 2, 127)),
            (B.MiUInt16, SampleType.UInt16, builder.Numbers<ushort>(1, 2, 127)),
            (B.MiInt32, SampleType.Int32, builder.Numbers<int>(1, 2, 127)),
            (B.MiUInt32, SampleType.UInt32, builder.Numbers<uint>(1, 2, 127)),
            (B.MiInt64, SampleType.Int64, builder.Numbers<long>(1, 2, 127)),
            (B.MiUInt64, SampleType.UInt64, builder.Numbers<ulong>(1, 2, 127)),
            (B.MiSingle, SampleType.Single, builder.Numbers<float>(1, 2, 127)),
            (B.MiDouble, SampleType.Double, builder.Numbers<double>(1, 2, 127)),
        ];
        var elements = new List<byte[]>();
        foreach ((int mxClass, MatClass _) in classes)
        {
            foreach ((int type, SampleType _, byte[]? bytes) in storages)
            {
                byte[] matrix = builder.Matrix($"c{mxClass}_t{type}", mxClass, [3, 1], builder.Data(type, bytes));
                elements.Add(compressed ? builder.Compressed(matrix) : matrix);
            }
        }

        using var visitor = new CollectingVisitor();
        MatFileInfo info = MatFile.Read(new MemoryStream(builder.File([.. elements])), visitor);

        Assert.That(info.Format, Is.EqualTo(compressed ? MatFormat.V7 : MatFormat.V6));
        Assert.That(info.IsBigEndian, Is.EqualTo(bigEndian));
        Assert.Multiple(() =>
        {
            foreach ((int mxClass, MatClass matClass) in classes)
            {
                foreach ((int type, SampleType sampleType, byte[] _) in storages)
                {
                    string name = $"c{mxClass}_t{type}";
                    Assert.That(visitor.Array(name).Class, Is.EqualTo(matClass));
                    Assert.That(visitor.Array(name).StorageType, Is.EqualTo(sampleType));
                    Assert.That(visitor.Variable(name).StorageType, Is.EqualTo(sampleType));
                    Assert.That(visitor.Variable(name).Numbers, Is.EqualTo(new double[] { 1, 2, 127 }));
                }
            }

            Assert.That(visitor.Elements<double>("c6_t9"), Is.EqualTo(new double[] { 1, 2, 127 }));
            Assert.That(visitor.Elements<float>("c6_t7"), Is.EqualTo(new float[] { 1, 2, 127 }));
            Assert.That(visitor.Elements<long>("c6_t12"), Is.EqualTo(new long[] { 1, 2, 127 }));
            Assert.That(visitor.Elements<uint>("c6_t6"), Is.EqualTo(new uint[] { 1, 2, 127 }));
            Assert.That(visitor.Elements<ushort>("c6_t4"), Is.EqualTo(new ushort[] { 1, 2, 127 }));
            Assert.That(visitor.Elements<byte>("c6_t2"), Is.EqualTo(new byte[] { 1, 2, 127 }));
        });
    }

    [Test]
    public void Reads_the_extremes_of_every_storage_type([Values] bool bigEndian)
    {
        var builder = new B(bigEndian);
        byte[] file = builder.File(
            builder.Matrix("i1", B.MxInt8, [1, 2], builder.Data(B.MiInt8, builder.Numbers(sbyte.MinValue, sbyte.MaxValue))),
            builder.Matrix("u1", B.MxUInt8, [1, 2], builder.Data(B.MiUInt8, builder.Numbers(byte.MinValue, byte.MaxValue))),
            builder.Matrix("i2", B.MxInt16, [1, 2], builder.Data(B.MiInt16, builder.Numbers(short.MinValue, short.MaxValue))),
            builder.Matrix("u2", B.MxUInt16, [1, 2], builder.Data(B.MiUInt16, builder.Numbers(ushort.MinValue, ushort.MaxValue))),
            builder.Matrix("i4", B.MxInt32, [1, 2], builder.Data(B.MiInt32, builder.Numbers(int.MinValue, int.MaxValue))),
            builder.Matrix("u4", B.MxUInt32, [1, 2], builder.Data(B.MiUInt32, builder.Numbers(uint.MinValue, uint.MaxValue))),
            builder.Matrix("i8", B.MxInt64, [1, 2], builder.Data(B.MiInt64, builder.Numbers(long.MinValue, long.MaxValue))),
            builder.Matrix("u8", B.MxUInt64, [1, 2], builder.Data(B.MiUInt64, builder.Numbers(ulong.MinValue, ulong.MaxValue))),
            builder.Matrix("f4", B.MxSingle, [1, 2], builder.Data(B.MiSingle, builder.Numbers(float.NaN, float.MinValue))),
            builder.Matrix("f8", B.MxDouble, [1, 2], builder.Data(B.MiDouble, builder.Numbers(double.NegativeInfinity, double.Epsilon))));

        using var visitor = CollectingVisitor.Read(file);

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Elements<sbyte>("i1"), Is.EqualTo(new[] { sbyte.MinValue, sbyte.MaxValue }));
            Assert.That(visitor.Elements<byte>("u1"), Is.EqualTo(new[] { byte.MinValue, byte.MaxValue }));
            Assert.That(visitor.Elements<short>("i2"), Is.EqualTo(new[] { short.MinValue, short.MaxValue }));
            Assert.That(visitor.Elements<ushort>("u2"), Is.EqualTo(new[] { ushort.MinValue, ushort.MaxValue }));
            Assert.That(visitor.Elements<int>("i4"), Is.EqualTo(new[] { int.MinValue, int.MaxValue }));
            Assert.That(visitor.Elements<uint>("u4"), Is.EqualTo(new[] { uint.MinValue, uint.MaxValue }));
            Assert.That(visitor.Elements<long>("i8"), Is.EqualTo(new[] { long.MinValue, long.MaxValue }));
            Assert.That(visitor.Elements<ulong>("u8"), Is.EqualTo(new[] { ulong.MinValue, ulong.MaxValue }));
            Assert.That(visitor.Elements<float>("f4"), Is.EqualTo(new[] { float.NaN, float.MinValue }));
            Assert.That(visitor.Elements<double>("f8"), Is.EqualTo(new[] { double.NegativeInfinity, double.Epsilon }));
            Assert.That(visitor.Variable("i1").Numbers, Is.EqualTo(new double[] { -128, 127 }));
            Assert.That(visitor.Variable("i4").Numbers, Is.EqualTo(new double[] { int.MinValue, int.MaxValue }));
            Assert.That(visitor.Variable("u8").Numbers, Is.EqualTo(new[] { 0, 18446744073709551615.0 }));
            Assert.That(visitor.Variable("f4").Numbers, Is.EqualTo(new[] { double.NaN, float.MinValue }));
        });
    }

    [Test]
    public void Reads_text_of_every_storage_type([Values] bool bigEndian)
    {
        var builder = new B(bigEndian);
        Encoding utf32 = new UTF32Encoding(bigEndian, byteOrderMark: false);
        byte[] file = builder.File(
            builder.Matrix("u8", B.MxChar, [1, 2], builder.Data(B.MiUInt8, [(byte)'m', 0xB5])),
            builder.Matrix("i8", B.MxChar, [1, 2], builder.Data(B.MiInt8, "mV"u8)),
            builder.Matrix("u16", B.MxChar, [1, 3], builder.Data(B.MiUInt16, builder.Numbers('m', '\u03BC', 'V'))),
            builder.Matrix("utf8", B.MxChar, [1, 2], builder.Data(B.MiUtf8, "\u03BCV"u8)),
            builder.Matrix("utf16", B.MxChar, [1, 3], builder.Data(B.MiUtf16, builder.Numbers<char>("V\uD83D\uDC93".ToCharArray()))),
            builder.Matrix("utf32", B.MxChar, [1, 3], builder.Data(B.MiUtf32, utf32.GetBytes("V\uD83D\uDC93"))));

        using var visitor = CollectingVisitor.Read(file);

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("u8").Text, Is.EqualTo(new[] { "m\u00B5" }));
            Assert.That(visitor.Variable("i8").Text, Is.EqualTo(new[] { "mV" }));
            Assert.That(visitor.Variable("u16").Text, Is.EqualTo(new[] { "m\u03BCV" }));
            Assert.That(visitor.Variable("utf8").Text, Is.EqualTo(new[] { "\u03BCV" }));
            Assert.That(visitor.Variable("utf16").Text, Is.EqualTo(new[] { "V\uD83D\uDC93" }));
            Assert.That(visitor.Variable("utf32").Text, Is.EqualTo(new[] { "V\uD83D\uDC93" }));
            Assert.That(visitor.Variables.Select(variable => variable.Class), Is.All.EqualTo(MatClass.Char));
            Assert.That(visitor.Arrays, Is.Empty, "text is no array of numbers");
        });
    }

    [Test]
    public void Gives_the_rows_of_text_without_the_blanks_that_pad_them()
    {
        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Text("rows", [3, 4], "IIaV I 1  V "),
            Little.Text("pages", [2, 1, 2], "abcd"),
            Little.Text("none", [0, 0], ""),
            Little.Text("blank", [1, 3], "   ")));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("rows").Text, Is.EqualTo(new[] { "IV", "I 1V", "aI" }));
            Assert.That(visitor.Variable("pages").Text, Is.EqualTo(new[] { "ac", "bd" }));
            Assert.That(visitor.Variable("none").Text, Is.Empty);
            Assert.That(visitor.Variable("blank").Text, Is.EqualTo(new[] { "" }));
        });
    }

    [Test]
    public void Reads_text_without_the_characters_that_its_size_promises_as_empty()
    {
        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Matrix("t", B.MxChar, [1, 1], Little.Element(B.MiUInt16, [])), Little.Row("after", 1)));

        Assert.That(visitor.Variable("t").Text, Is.Empty);
        Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
    }

    // Octave counts 4 characters in the small format as if they were followed by padding.
    [TestCase(false)]
    [TestCase(true)]
    public void Reads_on_after_a_char_matrix_whose_stated_length_overshoots(bool isField)
    {
        byte[] leads = Overshooting(Little.Matrix(isField ? "" : "leads", B.MxChar, [2, 2], Little.Data(B.MiUtf8, "IIVR"u8)));
        byte[] variable = isField ? Overshooting(Little.Struct("info", [1, 1], ["leads"], leads)) : leads;

        using var last = CollectingVisitor.Read(Little.File(Little.Row("before", 1), variable));
        using var between = CollectingVisitor.Read(Little.File(variable, Little.Row("after", 1)));

        foreach (CollectingVisitor visitor in (CollectingVisitor[])[last, between])
        {
            MatVariable text = isField ? visitor.Variable("info").Children[0] : visitor.Variable("leads");
            Assert.That(text.Text, Is.EqualTo(new[] { "IV", "IR" }));
            Assert.That(visitor.Variables, Has.Count.EqualTo(2));
        }

        static byte[] Overshooting(byte[] matrix)
        {
            Little.Numbers(BitConverter.ToInt32(matrix, sizeof(int)) + 4).CopyTo(matrix, sizeof(int));
            return matrix;
        }
    }

    [Test]
    public void Keeps_no_text_that_is_longer_than_values_are_kept()
    {
        string most = new string('x', MatFile.MaxValueElements);

        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Text("most", [1, most.Length], most),
            Little.Text("more", [1, most.Length + 1], most + "y"),
            Little.Row("after", 1)));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("most").Text, Is.EqualTo(new[] { most }));
            Assert.That(visitor.Variable("more").Text, Is.Null);
            Assert.That(visitor.Variable("more").Dimensions, Is.EqualTo(new long[] { 1, most.Length + 1 }));
            Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
        });
    }

    [Test]
    public void Tells_logical_and_global_variables()
    {
        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Matrix("mask", B.MxUInt8 | B.Logical, [1, 3], Little.Data(B.MiUInt8, [1, 0, 1])),
            Little.Matrix("old", B.MxDouble | B.Logical | B.Global, [1, 1], Little.Data(B.MiUInt8, [1]))));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("mask").Class, Is.EqualTo(MatClass.Logical));
            Assert.That(visitor.Variable("mask").Numbers, Is.EqualTo(new double[] { 1, 0, 1 }));
            Assert.That(visitor.Variable("mask").IsGlobal, Is.False);
            Assert.That(visitor.Array("mask").Class, Is.EqualTo(MatClass.Logical));
            Assert.That(visitor.Variable("old").Class, Is.EqualTo(MatClass.Logical));
            Assert.That(visitor.Variable("old").IsGlobal);
        });
    }

    [Test]
    public void Gives_the_real_part_of_a_complex_array([Values] bool compressed, [Values] bool isWanted)
    {
        byte[] matrix = Little.Matrix(
            "z",
            B.MxDouble | B.Complex,
            [1, 2],
            Little.Data(B.MiInt16, Little.Numbers<short>(300, -300)),
            Little.Data(B.MiUInt8, [1, 2]));

        using var visitor = CollectingVisitor.Read(
            Little.File(compressed ? Little.Compressed(matrix) : matrix, Little.Row("after", 1)),
            array => isWanted || array.Path != "z");

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Array("z").IsComplex);
            Assert.That(visitor.Variable("z").IsComplex);
            Assert.That(visitor.Variable("z").Numbers, Is.Null);
            Assert.That(visitor.Has("z"), Is.EqualTo(isWanted));
            Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
        });
        if (isWanted)
        {
            Assert.That(visitor.Elements<short>("z"), Is.EqualTo(new short[] { 300, -300 }));
        }
    }

    [Test]
    public void Recognises_sparse_arrays_and_passes_over_their_elements([Values] bool compressed)
    {
        // 3 x 2 with 2.5 at (1,1) and -1 at (3,2): row indices, column starts, values.
        byte[] numbers = Little.Matrix(
            "s",
            B.MxSparse,
            [3, 2],
            Little.Data(B.MiInt32, Little.Numbers(0, 2)),
            Little.Data(B.MiInt32, Little.Numbers(0, 1, 2)),
            Little.Data(B.MiDouble, Little.Numbers(2.5, -1.0)));
        byte[] logical = Little.Matrix(
            "l",
            B.MxSparse | B.Logical,
            [3, 2],
            Little.Data(B.MiInt32, Little.Numbers(0)),
            Little.Data(B.MiInt32, Little.Numbers(0, 1, 1)),
            Little.Data(B.MiUInt8, [1]));

        using var visitor = CollectingVisitor.Read(Little.File(
            compressed ? Little.Compressed(numbers) : numbers, logical, Little.Row("after", 1)));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("s").IsSparse);
            Assert.That(visitor.Variable("s").Class, Is.EqualTo(MatClass.Double));
            Assert.That(visitor.Variable("s").Dimensions, Is.EqualTo(new long[] { 3, 2 }));
            Assert.That(visitor.Variable("s").StorageType, Is.Null);
            Assert.That(visitor.Variable("l").IsSparse);
            Assert.That(visitor.Variable("l").Class, Is.EqualTo(MatClass.Logical));
            Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("after"));
        });
    }

    [Test]
    public void Offers_empty_arrays_with_and_without_an_element_for_their_values()
    {
        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Matrix("a", B.MxDouble, [0, 0], Little.Element(B.MiDouble, [])),
            Little.Matrix("b", B.MxInt16, [0, 12]),
            Little.Matrix("c", B.MxCell, [1, 1], Little.Numbers(B.MiMatrix, 0))));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Arrays.Select(array => array.Path), Is.EqualTo(new[] { "a", "b", "c{1}" }));
            Assert.That(visitor.Arrays.Select(array => array.ElementCount), Is.All.Zero);
            Assert.That(visitor.Variable("a").Numbers, Is.Empty);
            Assert.That(visitor.Variable("b").StorageType, Is.EqualTo(SampleType.Int16));
            Assert.That(visitor.Variable("b").Dimensions, Is.EqualTo(new long[] { 0, 12 }));
            Assert.That(visitor.Variable("c").Children.Single().Dimensions, Is.EqualTo(new long[] { 0, 0 }));
        });
    }

    [Test]
    public void Reads_arrays_of_more_than_two_dimensions()
    {
        using var visitor = CollectingVisitor.Read(Little.File(Little.Matrix(
            "x", B.MxInt16, [2, 1, 3], Little.Data(B.MiInt16, Little.Numbers<short>(1, 2, 3, 4, 5, 6)))));

        Assert.That(visitor.Array("x").Dimensions, Is.EqualTo(new long[] { 2, 1, 3 }));
        Assert.That(visitor.Elements<short>("x"), Is.EqualTo(new short[] { 1, 2, 3, 4, 5, 6 }));
    }

    [Test]
    public void Reads_structs_and_cells_within_each_other([Values] bool bigEndian, [Values] bool compressed)
    {
        var builder = new B(bigEndian);
        byte[] matrix = builder.Struct(
            "ECG",
            [1, 1],
            ["data", "leads", "info"],
            builder.Samples("", 2, 2, 1, 2, 3, 4),
            builder.Matrix("", B.MxCell, [1, 2], builder.Text("", [1, 1], "I"), builder.Text("", [1, 2], "II")),
            builder.Struct("", [1, 1], ["fs", "more"], builder.Row("", 500), builder.Matrix("", B.MxCell, [1, 1], builder.Row("", 7))));

        using var visitor = CollectingVisitor.Read(builder.File(compressed ? builder.Compressed(matrix) : matrix, builder.Row("after", 1)));

        MatVariable ecg = visitor.Variables[0];
        Assert.Multiple(() =>
        {
            Assert.That(ecg.Class, Is.EqualTo(MatClass.Struct));
            Assert.That(ecg.Children.Select(child => child.Name), Is.EqualTo(new[] { "data", "leads", "info" }));
            Assert.That(ecg.ChildrenLeftOut, Is.Zero);
            Assert.That(visitor.Elements<short>("ECG.data"), Is.EqualTo(new short[] { 1, 2, 3, 4 }));
            Assert.That(ecg.Children[1].Class, Is.EqualTo(MatClass.Cell));
            Assert.That(ecg.Children[1].Children.Select(cell => cell.Text![0]), Is.EqualTo(new[] { "I", "II" }));
            Assert.That(ecg.Children[1].Children.Select(cell => cell.Name), Is.All.Empty);
            Assert.That(ecg.Children[2].Children[0].Numbers, Is.EqualTo(new[] { 500.0 }));
            Assert.That(visitor.Arrays.Select(array => array.Path), Is.EqualTo(new[] { "ECG.data", "ECG.info.fs", "ECG.info.more{1}", "after" }));
        });
    }

    [Test]
    public void Reads_the_fields_of_a_struct_array_one_element_after_another()
    {
        using var visitor = CollectingVisitor.Read(Little.File(Little.Struct(
            "s", [1, 2], ["a", "b"], Little.Row("", 1), Little.Row("", 2), Little.Row("", 3), Little.Row("", 4))));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Arrays.Select(array => array.Path), Is.EqualTo(new[] { "s(1).a", "s(1).b", "s(2).a", "s(2).b" }));
            Assert.That(visitor.Variables[0].Children.Select(c => (c.Name, c.Numbers![0])), Is.EqualTo(new[]
            {
                ("a", 1.0), ("b", 2.0), ("a", 3.0), ("b", 4.0),
            }));
        });
    }

    [Test]
    public void Reads_structs_of_no_element_and_of_no_field()
    {
        using var visitor = CollectingVisitor.Read(Little.File(
            Little.Struct("none", [0, 0], ["a", "b"]),
            Little.Struct("bare", [1, 1], []),
            Little.Matrix("cell", B.MxCell, [0, 3]),
            Little.Row("after", 1)));

        Assert.That(visitor.Variables.Take(3).Select(variable => variable.Children.Count), Is.All.Zero);
        Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Passes_over_objects_and_function_handles_with_their_names([Values] bool compressed)
    {
        byte[] old = Little.Matrix(
            "obj", B.MxObject, [1, 1], Little.Data(B.MiInt8, "inline"u8), Little.FieldNames("expr"), Little.Text("", [1, 1], "x"));
        byte[] opaque = Little.Element(
            B.MiMatrix,
            [
                .. Little.Flags(B.MxOpaque), .. Little.Data(B.MiInt8, "t"u8), .. Little.Data(B.MiInt8, "MCOS"u8),
                .. Little.Data(B.MiInt8, "string"u8), .. Little.Matrix("", B.MxUInt32, [2, 1], Little.Data(B.MiUInt32, new byte[8])),
            ]);
        byte[] function = Little.Matrix("fun", B.MxFunction, [1, 1], Little.Matrix("", B.MxDouble, [1, 1], Little.Data(B.MiUInt8, [1])));
        byte[] unknown = Little.Matrix("new", 33, [1, 1], Little.Element(77, [1, 2, 3]));

        using var visitor = CollectingVisitor.Read(Little.File(
            compressed ? [Little.Compressed(old), Little.Compressed(opaque), Little.Compressed(function), Little.Compressed(unknown), Little.Row("after", 1)]
                : [old, opaque, function, unknown, Little.Row("after", 1)]));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variables.Select(v => (v.Name, v.Class, v.ObjectClass)), Is.EqualTo(new[]
            {
                ("obj", MatClass.Object, "inline"),
                ("t", MatClass.Object, "string"),
                ("fun", MatClass.FunctionHandle, null),
                ("new", MatClass.Unknown, null),
                ("after", MatClass.Double, (string?)null),
            }));
            Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("after"));
        });
    }

    [Test]
    public void Passes_over_objects_in_a_struct()
    {
        byte[] opaque = Little.Element(
            B.MiMatrix,
            [
                .. Little.Flags(B.MxOpaque), .. Little.Element(B.MiInt8, []), .. Little.Data(B.MiInt8, "MCOS"u8),
                .. Little.Data(B.MiInt8, "datetime"u8), .. Little.Matrix("", B.MxUInt32, [2, 1], Little.Data(B.MiUInt32, new byte[8])),
            ]);

        using var visitor = CollectingVisitor.Read(Little.File(Little.Struct("s", [1, 1], ["t", "x"], opaque, Little.Row("", 5))));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variables[0].Children[0].ObjectClass, Is.EqualTo("datetime"));
            Assert.That(visitor.Variables[0].Children[0].Dimensions, Is.Empty);
            Assert.That(visitor.Variables[0].Children[1].Numbers, Is.EqualTo(new[] { 5.0 }));
        });
    }

    [Test]
    public void Passes_over_the_subsystem_data_and_elements_of_other_types([Values] bool compressed)
    {
        byte[] subsystem = Little.Matrix("", B.MxUInt8, [1, 9], Little.Data(B.MiUInt8, new byte[9]));

        using var visitor = CollectingVisitor.Read(Little.File(
            compressed ? Little.Compressed(subsystem) : subsystem,
            Little.Element(99, new byte[13]),
            Little.Small(B.MiInt8, [1, 2]),
            Little.Numbers(B.MiMatrix, 0),
            Little.Row("after", 1)));

        Assert.That(visitor.Variables.Single().Name, Is.EqualTo("after"));
        Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("after"));
    }

    [Test]
    public void Accepts_an_array_whose_last_element_is_not_filled_up()
    {
        byte[] matrix = Little.Matrix("x", B.MxDouble, [1, 9], Little.Element(B.MiUInt8, [1, 2, 3, 4, 5, 6, 7, 8, 9]));
        byte[] cut = [.. Little.Numbers(B.MiMatrix, matrix.Length - 8 - 7), .. matrix[8..^7]];

        using var visitor = CollectingVisitor.Read(Little.File(cut, Little.Row("after", 1)));

        Assert.That(visitor.Variable("x").Numbers, Is.EqualTo(new double[] { 1, 2, 3, 4, 5, 6, 7, 8, 9 }));
        Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Accepts_zero_bytes_after_the_last_element([Values(1, 7, 8, 9, 100_000)] int count)
    {
        using var visitor = CollectingVisitor.Read(Little.File(Little.Row("x", 1), new byte[count]));

        Assert.That(visitor.Variables, Has.Count.EqualTo(1));
    }

    [Test]
    public void Accepts_bytes_between_the_checksum_and_the_end_of_a_compressed_element()
    {
        byte[] data = B.Deflate(Little.Row("x", 1));

        using var visitor = CollectingVisitor.Read(Little.File(
            [.. Little.Numbers(B.MiCompressed, data.Length + 3), .. data, 1, 2, 3], Little.Row("after", 2)));

        Assert.That(visitor.Variables.Select(variable => variable.Numbers![0]), Is.EqualTo(new[] { 1.0, 2.0 }));
    }

    [Test]
    public void Reads_a_file_without_variables()
    {
        using var visitor = new CollectingVisitor();

        MatFileInfo info = MatFile.Read(new MemoryStream(Little.Header(text: "")), visitor);

        Assert.That(info, Is.EqualTo(new MatFileInfo(MatFormat.V6, false, null)));
        Assert.That(visitor.Variables, Is.Empty);
    }

    [Test]
    public void Reads_a_large_array_whatever_the_pieces_it_comes_in(
        [Values] bool bigEndian, [Values] bool compressed, [Values(1, 3, 4096, 1_000_000)] int piece)
    {
        var builder = new B(bigEndian);
        int[] values = Enumerable.Range(0, 60_000).Select(i => i * 71).ToArray();
        byte[] matrix = builder.Matrix("x", B.MxDouble, [3, 20_000], builder.Data(B.MiInt32, builder.Numbers<int>(values)));
        byte[] file = builder.File(compressed ? builder.Compressed(matrix) : matrix, builder.Row("after", 1));

        using var visitor = CollectingVisitor.Read(new ForwardOnlyStream(file, piece));

        Assert.That(visitor.Elements<int>("x").SequenceEqual(values));
        Assert.That(visitor.Variable("x").Numbers, Is.Null);
        Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void Keeps_no_more_values_than_a_file_may_have()
    {
        // Zeros of which a thousand take a byte.
        byte[] array = Little.Matrix("", B.MxDouble, [1, 4096], Little.Data(B.MiUInt8, new byte[4096]));
        byte[][] cells = Enumerable.Repeat(array, 400).ToArray();

        using var visitor = CollectingVisitor.Read(
            Little.File(Little.Compressed(Little.Matrix("c", B.MxCell, [1, cells.Length], cells))), _ => false);

        int kept = visitor.Variables[0].Children.Count(child => child.Numbers is not null);
        Assert.That(visitor.Variables[0].Children, Has.Count.EqualTo(400));
        Assert.That(kept, Is.EqualTo(MatFile.MaxKeptValues / 4096));
    }

    [Test]
    public void Spends_no_memory_on_what_a_few_compressed_bytes_repeat()
    {
        // A thousand structs of no element that name a thousand fields each, and long paths to thousands of arrays.
        byte[] names = Little.Matrix("", B.MxStruct, [0, 0], Little.FieldNames(Enumerable.Repeat("field", 1000).ToArray()));
        byte[] paths = Little.Matrix("", B.MxCell, [1, 5000], Enumerable.Repeat(Little.Numbers(B.MiMatrix, 0), 5000).ToArray());
        for (int depth = 0; depth < 30; depth++)
        {
            paths = Little.Struct(depth == 29 ? "paths" : "", [1, 1], [new string('n', 31)], paths);
        }

        byte[] file = Little.File(
            Little.Compressed(Little.Matrix("names", B.MxCell, [1, 1000], Enumerable.Repeat(names, 1000).ToArray())),
            Little.Compressed(paths));
        using var visitor = new CollectingVisitor(_ => false);
        long before = GC.GetAllocatedBytesForCurrentThread();

        MatFile.Read(new MemoryStream(file), visitor);

        Assert.That(visitor.Arrays, Has.Count.EqualTo(5000));
        Assert.That(file, Has.Length.LessThan(300_000));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(16 << 20));
    }

    [Test]
    public void Leaves_out_fields_and_cells_beyond_the_most_that_are_kept([Values] bool compressed)
    {
        byte[] empty = Little.Numbers(B.MiMatrix, 0);
        byte[] cells = Little.Matrix("c", B.MxCell, [1, 9_000], Enumerable.Repeat(empty, 9_000).ToArray());
        byte[] fields = Little.Struct("s", [1, 600], ["a", "b"], Enumerable.Repeat(empty, 1_200).ToArray());

        using var visitor = CollectingVisitor.Read(Little.File(
            compressed ? Little.Compressed(cells) : cells,
            compressed ? Little.Compressed(fields) : fields,
            Little.Matrix("d", B.MxCell, [1, 1], Little.Row("", 2)),
            Little.Row("after", 1)));

        Assert.Multiple(() =>
        {
            Assert.That(visitor.Variable("c").Children, Has.Count.EqualTo(9_000));
            Assert.That(visitor.Variable("s").Children, Has.Count.EqualTo(MatFile.MaxNodes - 9_000));
            Assert.That(visitor.Variable("s").ChildrenLeftOut, Is.EqualTo(1_200 - (MatFile.MaxNodes - 9_000)));
            Assert.That(visitor.Variable("d").ChildrenLeftOut, Is.EqualTo(1));
            Assert.That(visitor.Variable("after").Numbers, Is.EqualTo(new[] { 1.0 }));
        });
    }

    [Test]
    public void Shortens_the_path_of_what_is_nested_deeply_with_long_names()
    {
        string name = new string('n', 30);
        byte[] array = Little.Row("", 1);
        for (int depth = 0; depth < 20; depth++)
        {
            array = Little.Struct(depth == 19 ? "top" : "", [1, 1], [name], array);
        }

        using var visitor = CollectingVisitor.Read(Little.File(array));

        Assert.That(visitor.Arrays.Single().Path, Has.Length.LessThanOrEqualTo(256).And.StartsWith("top.nnn").And.Contain("...").And.EndsWith("nnn"));
    }

    [Test]
    public void Reads_what_is_nested_as_deeply_as_allowed_and_rejects_one_more([Values] bool compressed)
    {
        byte[] deepest = Nested(MatFile.MaxDepth);
        byte[] deeper = Nested(MatFile.MaxDepth + 1);

        using var visitor = CollectingVisitor.Read(Little.File(compressed ? Little.Compressed(deepest) : deepest));
        RejectedException rejection = Rejections.Of(Little.File(compressed ? Little.Compressed(deeper) : deeper));

        Assert.That(visitor.Arrays.Single().Path, Is.EqualTo("c" + string.Concat(Enumerable.Repeat("{1}", MatFile.MaxDepth))));
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.TooLarge));
        Assert.That(rejection.Message, Does.Contain("nested more than 32 deep"));

        static byte[] Nested(int depth)
        {
            byte[] array = Little.Row("", 1);
            for (int i = depth; i > 0; i--)
            {
                array = Little.Matrix(i == 1 ? "c" : "", B.MxCell, [1, 1], array);
            }

            return array;
        }
    }

    [Test]
    public void Survives_nesting_without_end()
    {
        byte[] array = Little.Row("", 1);
        var tags = new List<byte[]>();
        for (int depth = 0; depth < 100_000; depth++)
        {
            tags.Add([.. Little.Numbers(B.MiMatrix, 1 << 30), .. Little.Flags(B.MxCell), .. Little.Element(B.MiInt32, Little.Numbers(1, 1)), .. Little.Data(B.MiInt8, "c"u8)]);
        }

        RejectedException rejection = Rejections.Of(Little.File([.. tags, array]));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile).Or.EqualTo(RejectionReason.TooLarge));
    }

    [Test]
    public void Rejects_more_variables_than_are_read([Values] bool compressed)
    {
        byte[] element = compressed ? Little.Compressed(Little.Row("x", 1)) : Little.Row("x", 1);
        byte[] most = Little.File(Enumerable.Repeat(element, MatFile.MaxNodes).ToArray());

        using var visitor = CollectingVisitor.Read(most);
        RejectedException rejection = Rejections.Of([.. most, .. element]);

        Assert.That(visitor.Variables, Has.Count.EqualTo(MatFile.MaxNodes));
        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.TooLarge));
    }

    [Test]
    public void Rejects_compressed_variables_that_inflate_to_more_than_the_limit()
    {
        byte[] bomb = Little.Compressed(Little.Matrix("b", B.MxUInt8, [1, 50_000], Little.Data(B.MiUInt8, new byte[50_000])));
        byte[] file = Little.File(bomb, bomb);

        Assert.That(() => ReadWithin(200_000), Throws.Nothing);
        Assert.That(
            () => ReadWithin(60_000),
            Throws.TypeOf<RejectedException>().With.Property(nameof(RejectedException.Reason)).EqualTo(RejectionReason.TooLarge));

        void ReadWithin(long limit)
        {
            using var visitor = new CollectingVisitor();
            using var reader = new ForwardReader(new MemoryStream(file));
            new Level5Reader(reader, visitor, new ReadBudget(limit), default).Read();
        }
    }

    [Test]
    public void Inflates_nothing_of_a_large_array_that_nobody_wants()
    {
        byte[] matrix = Little.Matrix("b", B.MxUInt8, [1, 1_000_000], Little.Data(B.MiUInt8, new byte[1_000_000]));
        using var visitor = new CollectingVisitor(_ => false);
        using var reader = new ForwardReader(new MemoryStream(Little.File(Little.Compressed(matrix), Little.Row("after", 1))));

        new Level5Reader(reader, visitor, new ReadBudget(maxInflatedBytes: 1000), default).Read();

        Assert.That(visitor.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "b", "after" }));
    }

    [Test]
    public void Rejects_a_size_that_exceeds_the_file_without_room_for_it()
    {
        byte[] matrix =
        [
            .. Little.Numbers<uint>(B.MiMatrix, 0xFFFFFFF8u), .. Little.Flags(B.MxInt16),
            .. Little.Element(B.MiInt32, Little.Numbers(2, 1_000_000_000)), .. Little.Data(B.MiInt8, "val"u8),
            .. Little.Numbers<uint>(B.MiInt16, 4_000_000_000u), .. new byte[1000],
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Rejections.AssertCorrupt(Little.File(matrix), "'val'", "expected 4000000000 bytes of elements, found 1000 where the file ends");
        Rejections.AssertCorrupt(
            Little.File(Little.Compressed(matrix)), "'val'", "expected 4000000000 bytes of elements, found 1000 where the compressed data ends");

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(1 << 20));
    }

    [Test]
    public void Rejects_a_file_that_is_cut_anywhere_within_a_variable([Values] bool compressed)
    {
        byte[] matrix = Little.Struct("s", [1, 1], ["a", "b"], Little.Samples("", 2, 3, 1, 2, 3, 4, 5, 6), Little.Text("", [1, 3], "abc"));
        byte[] element = compressed ? Little.Compressed(matrix) : matrix;
        byte[] file = Little.File(Little.Row("first", 1), element);

        Assert.Multiple(() =>
        {
            for (int length = file.Length - element.Length + 1; length < file.Length; length++)
            {
                Rejections.AssertCorrupt(file[..length], "where the file ends");
            }
        });
    }

    [Test]
    public void Names_the_variable_the_place_and_what_was_expected_and_found()
    {
        byte[] file = Little.File(Little.Struct("ECG", [1, 1], ["data"], Little.Samples("", 2, 3, 1, 2, 3, 4, 5, 6)));

        Assert.That(
            Rejections.Of(file[..^6]).Message,
            Is.EqualTo("Variable 'ECG.data' at byte 280: expected 12 bytes of elements, found 10 where the file ends. "
                + "The file is damaged: save or upload it again."));
    }

    [Test]
    public void Rejects_every_disagreement_between_a_size_and_the_bytes()
    {
        Assert.Multiple(() =>
        {
            Corrupt(Little.Matrix("x", B.MxInt16, [2, 3], Little.Data(B.MiInt16, new byte[10])), "'x'", "expected elements, 6 of 2 bytes each, found 10 bytes");
            Corrupt(Little.Matrix("x", B.MxInt16, [2, 3], Little.Data(B.MiInt16, new byte[14])), "'x'", "expected elements, 6 of 2 bytes each", "found 14 bytes");
            Corrupt(Little.Matrix("x", B.MxInt16, [2, 3]), "'x'", "expected elements, found the end of the array");
            Corrupt(Little.Matrix("x", B.MxInt16, [2, 3], Little.Element(B.MiUtf8, new byte[6])), "'x'", "found 6 bytes of type 16");
            Corrupt(Little.Matrix("x", B.MxInt16, [0, 3], Little.Element(B.MiInt16, new byte[6])), "'x'", "expected elements, 0 of 2 bytes each");
            Corrupt(Little.Matrix("x", B.MxInt16 | B.Complex, [1, 1], Little.Small(B.MiInt16, new byte[2])), "'x'", "expected imaginary parts");
            Corrupt(Little.Matrix("x", B.MxInt16 | B.Complex, [1, 1], Little.Small(B.MiInt16, new byte[2]), Little.Small(B.MiInt16, new byte[4])), "'x'", "expected imaginary parts, 1 of 2 bytes each");
            Corrupt(Little.Matrix("x", B.MxInt16, [-2, -3], Little.Data(B.MiInt16, new byte[12])), "found -2");
            Corrupt(Little.Matrix("x", B.MxInt16, [0, -3]), "found -3");
            Corrupt(Little.Matrix("x", B.MxInt16, [int.MaxValue, int.MaxValue, int.MaxValue, int.MaxValue]), "more than an array can hold");
            Corrupt(Little.Matrix("x", B.MxInt16, [4], Little.Data(B.MiInt16, new byte[8])), "dimensions");
            Corrupt(Little.Matrix("x", B.MxInt16, Enumerable.Repeat(1, 65).ToArray(), Little.Data(B.MiInt16, new byte[2])), "dimensions");
            Corrupt(Little.Matrix(new string('n', 513), B.MxInt16, [0, 0]), "an array's name");
            Corrupt(Little.Matrix("a\u001Bb", B.MxInt16, [0, 0]), "an array's name", "611B62");
            Corrupt(Little.Matrix("x", B.MxChar, [1, 3], Little.Data(B.MiUInt16, new byte[4])), "'x'", "expected 3 characters, found 4 bytes of type 4");
            Corrupt(Little.Matrix("x", B.MxChar, [1, 3], Little.Data(B.MiUInt8, new byte[4])), "'x'", "expected 3 characters");
            Corrupt(Little.Matrix("x", B.MxChar, [1, 3], Little.Data(B.MiUtf8, new byte[13])), "'x'", "expected 3 characters");
            Corrupt(Little.Matrix("x", B.MxChar, [1, 3], Little.Data(B.MiUtf32, new byte[7])), "'x'", "expected 3 characters");
            Corrupt(Little.Matrix("x", B.MxChar, [1, 1], Little.Data(B.MiDouble, new byte[8])), "'x'", "expected 1 character,");
            Corrupt(Little.Matrix("x", B.MxCell, [1000, 1000], Little.Row("", 1)), "'x'", "found a size of 1000000");
            Corrupt(Little.Struct("x", [1000, 1000], ["f"], Little.Row("", 1)), "'x'", "found a size of 1000000");
            Corrupt(Little.Matrix("x", B.MxCell, [1, 1], Little.Data(B.MiDouble, new byte[8])), "'x{1}'", "expected an array, found 8 bytes of type 9");
            Corrupt(Little.Matrix("x", B.MxCell, [1, 1], Little.Numbers(B.MiMatrix, 999)), "'x{1}'", "expected at most 0 bytes of an array, found a length of 999");
            Corrupt(Little.Matrix("x", B.MxCell, [1, 1], Little.Compressed(Little.Row("", 1))), "'x{1}'", "expected an array");
            Corrupt(Little.Matrix("x", B.MxStruct, [1, 1], Little.Small(B.MiInt32, Little.Numbers(0)), Little.Element(B.MiInt8, [])), "'x'", "found a length of 0");
            Corrupt(Little.Matrix("x", B.MxStruct, [1, 1], Little.Small(B.MiInt32, Little.Numbers(-5)), Little.Element(B.MiInt8, [])), "'x'", "found a length of -5");
            Corrupt(Little.Matrix("x", B.MxStruct, [1, 1], Little.Small(B.MiInt32, Little.Numbers(5)), Little.Element(B.MiInt8, new byte[7])), "'x'", "field names of 5 bytes each");
            Corrupt(Little.Matrix("x", B.MxStruct, [1, 1], Little.Small(B.MiInt16, Little.Numbers(5)), Little.Element(B.MiInt8, new byte[5])), "'x'", "the length of the field names");
            Corrupt(Little.Element(B.MiMatrix, Little.Element(B.MiUInt32, new byte[4])), "an array's flags");
            Corrupt(Little.Element(B.MiMatrix, Little.Element(B.MiDouble, new byte[8])), "an array's flags");
            Corrupt(Little.Element(B.MiMatrix, [.. Little.Flags(B.MxInt16), .. Little.Element(B.MiDouble, new byte[8])]), "an array's dimensions");
            Corrupt(Little.Numbers((5 << 16) | B.MiInt8, 0), "expected the tag of an element");
        });

        static void Corrupt(byte[] element, params string[] words)
        {
            Rejections.AssertCorrupt(Little.File(element, Little.Row("after", 1)), words);
        }
    }

    [Test]
    public void Rejects_compressed_data_that_are_damaged()
    {
        byte[] matrix = Little.Samples("val", 2, 30, Enumerable.Range(0, 60).Select(i => (short)(i * 517)).ToArray());
        byte[] data = B.Deflate(matrix);
        byte[] otherChecksum = data.ToArray();
        otherChecksum[^1] ^= 1;
        byte[] presetDictionary = data.ToArray();
        (presetDictionary[0], presetDictionary[1]) = (0x78, 0xBB);
        byte[] invalidBlock = data.ToArray();
        invalidBlock[2] = 0x07;

        Assert.Multiple(() =>
        {
            Corrupt(otherChecksum, "compressed from byte 136", "invalid or do not match their checksum");
            Corrupt(data[..^4], "'val'", "expected the checksum of the compressed data, found none where the compressed data ends");
            Corrupt(data[..^2], "'val'", "expected the checksum of the compressed data, found none where the compressed data ends");
            Corrupt(data[..60], "'val'", "where the compressed data ends");
            Corrupt(data[..1], "expected zlib-compressed data, found the bytes 78");
            Corrupt([], "expected zlib-compressed data");
            Corrupt([0x1F, 0x8B, 0, 0], "expected zlib-compressed data, found the bytes 1F8B");
            Corrupt(presetDictionary, "expected zlib-compressed data, found the bytes 78BB");
            Corrupt(invalidBlock, "compressed data are invalid");
            Corrupt([0x78, 0x9C, 3, 0, 0, 0, 0, 1], "expected 8 bytes of an element's tag, found 0");
            Corrupt(B.Deflate(Little.Compressed(matrix)), "expected a compressed array, found an element of type 15");
            Corrupt(B.Deflate(Little.Element(B.MiDouble, new byte[8])), "expected a compressed array, found an element of type 9");
            Corrupt(B.Deflate([.. matrix, 1]), "'val'", "expected the end of the compressed data, found more");
            Corrupt(B.Deflate([.. matrix, .. new byte[8]]), "'val'", "expected the end of the compressed data, found more");
        });

        static void Corrupt(byte[] compressed, params string[] words) =>
            Rejections.AssertCorrupt(
                Little.File([.. Little.Numbers(B.MiCompressed, compressed.Length), .. compressed], Little.Row("after", 1)), words);
    }

    [Test]
    public void Verifies_the_checksum_of_small_values_that_are_kept()
    {
        byte[] element = Little.Compressed(Little.Row("fs", 500));
        element[^1] ^= 1;

        RejectedException rejection = Assert.Throws<RejectedException>(() => CollectingVisitor.Read(Little.File(element), _ => false))!;

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.CorruptFile));
    }

    [Test]
    public void Rejects_a_file_cut_in_a_tag() =>
        Rejections.AssertCorrupt([.. Little.File(Little.Row("x", 1)), 14, 0, 0], "expected 8 bytes of an element's tag, found 3");

    [Test]
    public void Rejects_other_bytes_after_zero_bytes() =>
        Rejections.AssertCorrupt([.. Little.File(Little.Row("x", 1)), .. new byte[40_000], 1, 0], "byte 192", "byte 40192");

    [Test]
    public void Stops_when_asked_to([Values] bool compressed)
    {
        using var stop = new CancellationTokenSource();
        using var visitor = new CollectingVisitor(_ =>
        {
            stop.Cancel();
            return true;
        });
        byte[] matrix = Little.Samples("val", 1, 100_000, new short[100_000]);
        byte[] file = Little.File(compressed ? Little.Compressed(matrix) : matrix);

        Assert.Throws<OperationCanceledException>(() => MatFile.Read(new MemoryStream(file), visitor, stop.Token));
    }
}
