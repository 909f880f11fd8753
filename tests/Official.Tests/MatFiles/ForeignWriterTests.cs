using Ecg.Formats.Mat;
using Ecg.Tests.Formats.Mat;
using MatFileHandler;
using NUnit.Framework;

namespace Official.Tests.MatFiles;

/// <summary>The project reads what MatFileHandler writes.</summary>
[TestFixture]
public sealed class ForeignWriterTests
{
    private static readonly DataBuilder Builder = new();

    private static IEnumerable<TestCaseData> Numbers =>
    [
        Case(new sbyte[] { sbyte.MinValue, 0, sbyte.MaxValue }),
        Case(new byte[] { byte.MinValue, 7, byte.MaxValue }),
        Case(new short[] { short.MinValue, 0, short.MaxValue }),
        Case(new ushort[] { ushort.MinValue, 7, ushort.MaxValue }),
        Case(new[] { int.MinValue, 0, int.MaxValue }),
        Case(new[] { uint.MinValue, 7u, uint.MaxValue }),
        Case(new[] { -1.5f, 0, float.MaxValue }),
        Case(new[] { -1.5, double.NaN, double.PositiveInfinity }),
    ];

    [TestCaseSource(nameof(Numbers))]
    public void Reads_numbers_of_every_type(IArray written, double[] expected)
    {
        using CollectingVisitor read = Read(Builder.NewVariable("val", written));
        Assert.That(read.Variable("val").Dimensions, Is.EqualTo(new long[] { 1, 3 }));
        Assert.That(read.Variable("val").Numbers, Is.EqualTo(expected));
    }

    [Test]
    public void Reads_text()
    {
        using CollectingVisitor read = Read(Builder.NewVariable("units", Builder.NewCharArray("µV")));
        Assert.That(read.Variable("units").Text, Is.EqualTo(new[] { "µV" }));
    }

    [Test]
    public void Reads_cells()
    {
        ICellArray cell = Builder.NewCellArray(1, 2);
        cell[0] = Builder.NewCharArray("I");
        cell[1] = Builder.NewCharArray("aVR");
        using CollectingVisitor read = Read(Builder.NewVariable("leads", cell));
        Assert.That(read.Variable("leads").Class, Is.EqualTo(MatClass.Cell));
        Assert.That(read.Variable("leads").Children.SelectMany(child => child.Text!), Is.EqualTo(new[] { "I", "aVR" }));
    }

    [Test]
    public void Reads_structs()
    {
        IStructureArray structure = Builder.NewStructureArray(["data", "sex"], 1, 1);
        structure["data", 0] = Builder.NewArray(new short[] { 1, 2, 3, 4 }, 2, 2);
        structure["sex", 0] = Builder.NewCharArray("F");
        using CollectingVisitor read = Read(Builder.NewVariable("ECG", structure));
        Assert.That(read.Elements<short>("ECG.data"), Is.EqualTo(new short[] { 1, 2, 3, 4 }));
        Assert.That(read.Variable("ECG").Children.Single(field => field.Name == "sex").Text, Is.EqualTo(new[] { "F" }));
    }

    private static TestCaseData Case<T>(T[] values)
        where T : struct, IConvertible =>
        new TestCaseData(Builder.NewArray(values, 1, values.Length), Array.ConvertAll(values, value => Convert.ToDouble(value, null)))
            .SetArgDisplayNames(typeof(T).Name);

    private static CollectingVisitor Read(params IEnumerable<IVariable> variables)
    {
        using var stream = new MemoryStream();
        new MatFileWriter(stream).Write(Builder.NewFile(variables));
        return CollectingVisitor.Read(stream.ToArray());
    }
}
