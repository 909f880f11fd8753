using System.IO.Compression;
using System.Text;
using Ecg.Formats.Mat;
using Ecg.Formats.Mat.Writing;
using NUnit.Framework;
using PureHDF;

namespace Ecg.Tests.Formats.Mat.Writing;

/// <summary>The files of the demo, against bytes worked out from the MAT-File Format and against independent readers.</summary>
public sealed class MatWriterTests
{
    private static readonly IReadOnlyList<MatArrayValue> Workspace =
    [
        new MatNumbers("val", 2, 3, new short[] { 1, 2, 3, 4, 5, -6 }),
        MatNumbers.Scalar("fs", 250),
        new MatText("units", "mV"),
        new MatCell("leads", ["I", "aVR"]),
        new MatStruct("ECG", [new MatNumbers("data", 1, 2, new[] { 0.5, -0.5 }), new MatText("sex", "F")]),
        new MatNumbers("none", 0, 4, Array.Empty<float>()),
    ];

    // Type 30: little-endian, int16 (P = 3), numeric (T = 0); type 51: uint8 (P = 5), text (T = 1).
    [Test]
    public void Writes_Level_4_as_the_format_has_it()
    {
        byte[] expected =
        [
            30, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, .. "val\0"u8, 1, 0, 2, 0, 0xFD, 0xFF, 4, 0,
            51, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, .. "u\0"u8, .. "mV"u8,
        ];

        byte[] bytes = Write(MatFormat.V4, [new MatNumbers("val", 2, 2, new short[] { 1, 2, -3, 4 }), new MatText("u", "mV")]);

        Assert.That(bytes, Is.EqualTo(expected));
    }

    // Array flags of class int16 (10); dimensions 1 x 3; name and data in elements of their own.
    [Test]
    public void Writes_Level_5_as_the_format_has_it()
    {
        byte[] expected =
        [
            14, 0, 0, 0, 56, 0, 0, 0,
            6, 0, 0, 0, 8, 0, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0,
            5, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0,
            1, 0, 3, 0, .. "val\0"u8,
            3, 0, 0, 0, 6, 0, 0, 0, 1, 0, 2, 0, 0xFD, 0xFF, 0, 0,
        ];

        byte[] bytes = Write(MatFormat.V6, [new MatNumbers("val", 1, 3, new short[] { 1, 2, -3 })]);

        Assert.That(Encoding.ASCII.GetString(bytes, 0, 20), Is.EqualTo("MATLAB 5.0 MAT-file,"));
        Assert.That(bytes[124..128], Is.EqualTo(new byte[] { 0, 1, (byte)'I', (byte)'M' }));
        Assert.That(bytes[128..], Is.EqualTo(expected));
    }

    [Test]
    public void Writes_compressed_elements_that_hold_the_plain_ones()
    {
        byte[] plain = Write(MatFormat.V6, Workspace);
        byte[] packed = Write(MatFormat.V7, Workspace);
        using var inflated = new MemoryStream();
        int elements = 0;
        for (int place = 128; place < packed.Length; elements++)
        {
            int length = BitConverter.ToInt32(packed, place + 4);
            Assert.That(BitConverter.ToInt32(packed, place), Is.EqualTo(15));
            using var inflater = new ZLibStream(new MemoryStream(packed, place + 8, length), CompressionMode.Decompress);
            inflater.CopyTo(inflated);
            place += 8 + length;
        }

        Assert.That(elements, Is.EqualTo(Workspace.Count));
        Assert.That(inflated.ToArray(), Is.EqualTo(plain[128..]));
    }

    [Test]
    public void Writes_v73_files_that_the_reader_gives_back()
    {
        using var visitor = new Level73Visitor();

        MatFileInfo info = Level73Files.ReadInto(Write(MatFormat.V73, Workspace), visitor);

        Assert.That(info.Description, Does.StartWith("MATLAB 7.3 MAT-file"));
        Assert.That(info.IsBigEndian, Is.False);
        Assert.That(visitor.Array("val").Dimensions, Is.EqualTo(new long[] { 2, 3 }));
        Assert.That(visitor.Array("val").Class, Is.EqualTo(MatClass.Int16));
        Assert.That(visitor.Elements<short>("val"), Is.EqualTo(new short[] { 1, 2, 3, 4, 5, -6 }));
        Assert.That(visitor.Variable("fs").Numbers, Is.EqualTo(new[] { 250.0 }));
        Assert.That(visitor.Variable("units").Text, Is.EqualTo(new[] { "mV" }));
        Assert.That(visitor.Variable("leads").Children.Select(child => child.Text!.Single()), Is.EqualTo(new[] { "I", "aVR" }));
        Assert.That(visitor.Elements<double>("ECG.data"), Is.EqualTo(new[] { 0.5, -0.5 }));
        Assert.That(visitor.Variable("ECG").Children.Single(field => field.Name == "sex").Text, Is.EqualTo(new[] { "F" }));
        Assert.That(visitor.Variable("none").Dimensions, Is.EqualTo(new long[] { 0, 4 }));
        Assert.That(visitor.Variable("none").Class, Is.EqualTo(MatClass.Single));
    }

    // Large enough for chunks, and no multiple of one.
    [Test]
    public void Writes_v73_files_that_PureHDF_reads()
    {
        short[] signal = new short[12 * 5001];
        for (int i = 0; i < signal.Length; i++)
        {
            signal[i] = (short)((i * 7919) % 2001);
        }

        byte[] bytes = Write(MatFormat.V73, [new MatNumbers("val", 12, 5001, signal)]);

        using PureHDF.VOL.Native.NativeFile file = H5File.Open(new MemoryStream(bytes));
        IH5Dataset dataset = file.Dataset("val");
        Assert.That(dataset.Space.Dimensions, Is.EqualTo(new ulong[] { 5001, 12 }));
        Assert.That(dataset.Attribute("MATLAB_class").Read<string>(), Is.EqualTo("int16"));
        Assert.That(dataset.Read<short[]>(), Is.EqualTo(signal));
        Assert.That(bytes, Has.Length.LessThan(signal.Length * sizeof(short)));
    }

    [Test]
    public void Writes_the_same_bytes_again([Values] MatFormat format)
    {
        IReadOnlyList<MatArrayValue> variables = format == MatFormat.V4 ? [.. Workspace.Take(3)] : Workspace;

        byte[] first = Write(format, variables);

        Assert.That(Write(format, variables), Is.EqualTo(first));
    }

    [Test]
    public void Writes_the_description_that_it_is_given([Values(MatFormat.V6, MatFormat.V7, MatFormat.V73)] MatFormat format)
    {
        using var stream = new MemoryStream();

        MatWriter.Write(stream, format, Workspace, "of my own");

        Assert.That(Encoding.ASCII.GetString(stream.ToArray(), 0, 116).TrimEnd(), Is.EqualTo("of my own"));
    }

    [Test]
    public void Refuses_what_Level_4_cannot_hold()
    {
        Assert.Throws<ArgumentException>(() => Write(MatFormat.V4, [new MatCell("leads", ["I"])]));
        Assert.Throws<ArgumentException>(() => Write(MatFormat.V4, [new MatNumbers("x", 1, 1, new long[1])]));
    }

    [TestCase("")]
    [TestCase("1val")]
    [TestCase("my val")]
    [TestCase("a234567890123456789012345678901234567890123456789012345678901234")]
    public void Refuses_a_name_that_MATLAB_does_not_have(string name) =>
        Assert.Throws<ArgumentException>(() => Write(MatFormat.V6, [MatNumbers.Scalar(name, 1)]));

    [Test]
    public void Refuses_elements_that_do_not_make_the_matrix()
    {
        Assert.Throws<ArgumentException>(() => _ = new MatNumbers("x", 2, 2, new short[3]));
        Assert.Throws<ArgumentException>(() => _ = new MatNumbers("x", 1, 1, new[] { "1" }));
    }

    private static byte[] Write(MatFormat format, IReadOnlyList<MatArrayValue> variables)
    {
        using var stream = new MemoryStream();
        MatWriter.Write(stream, format, variables);
        return stream.ToArray();
    }
}
