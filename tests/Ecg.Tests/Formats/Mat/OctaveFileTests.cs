using Ecg.Formats.Mat;
using NUnit.Framework;
using PureHDF;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files of Octave's <c>save -hdf5</c>.</summary>
public sealed class OctaveFileTests
{
    [TestCase("range")]
    [TestCase("double_range")]
    public void Reads_the_elements_of_a_range(string type)
    {
        using Level73Visitor visitor = Read("t", OctaveFiles.Range(type, 0, 0.3, 0.1, 4));

        Assert.That(visitor.Array("t").Dimensions, Is.EqualTo(new long[] { 1, 4 }));
        Assert.That(visitor.Elements<double>("t"), Is.EqualTo(new[] { 0, 0.1, 0.2, 0.3 }));
        Assert.That(visitor.Variable("t").Numbers, Is.EqualTo(new[] { 0, 0.1, 0.2, 0.3 }));
    }

    [Test]
    public void Reads_a_falling_range()
    {
        using Level73Visitor visitor = Read("t", OctaveFiles.Range("double_range", 3, 1, -1, 3));

        Assert.That(visitor.Elements<double>("t"), Is.EqualTo(new double[] { 3, 2, 1 }));
    }

    [Test]
    public void Reads_no_more_elements_of_ranges_than_the_file_has_bytes()
    {
        using Level73Visitor visitor = Read("t", OctaveFiles.Range("double_range", 0, int.MaxValue, 1, int.MaxValue));

        Assert.That(visitor.Arrays, Is.Empty);
        Assert.That(visitor.Variable("t"), Has.Property(nameof(MatVariable.Numbers)).Null);
        Assert.That(visitor.Variable("t").Dimensions, Is.EqualTo(new long[] { 1, int.MaxValue }));
    }

    [TestCase("matrix", MatClass.Double)]
    [TestCase("float matrix", MatClass.Double)]
    [TestCase("int16 matrix", MatClass.Int16)]
    [TestCase("bool matrix", MatClass.Logical)]
    public void Reads_an_empty_matrix_as_empty(string type, MatClass expected)
    {
        using Level73Visitor visitor = Read("ecg", OctaveFiles.Empty(type, 0, 3));

        Assert.That((visitor.Array("ecg").Class, visitor.Array("ecg").ElementCount), Is.EqualTo((expected, 0L)));
        Assert.That(visitor.Variable("ecg").Dimensions, Is.EqualTo(new long[] { 0, 3 }));
        Assert.That(visitor.Variable("ecg").Numbers, Is.Empty);
    }

    [TestCase("cell", MatClass.Cell)]
    [TestCase("string", MatClass.Char)]
    [TestCase("sq_string", MatClass.Char)]
    public void Reads_an_empty_cell_and_an_empty_text_as_such(string type, MatClass expected)
    {
        using Level73Visitor visitor = Read("leads", OctaveFiles.Empty(type, 0, 0));

        Assert.That(visitor.Arrays, Is.Empty);
        Assert.That(visitor.Variable("leads").Class, Is.EqualTo(expected));
    }

    [Test]
    public void Takes_the_parts_of_a_sparse_matrix_for_no_arrays()
    {
        using Level73Visitor visitor = Read("ecg", OctaveFiles.Sparse());

        Assert.That(visitor.Arrays, Is.Empty);
        Assert.That(visitor.Variable("ecg").IsSparse, Is.True);
        Assert.That(visitor.Variable("ecg").Dimensions, Is.EqualTo(new long[] { 2, 3 }));
    }

    [TestCase("bool matrix", new byte[] { 1, 0, 1 })]
    [TestCase("bool", 1.0)]
    public void Reads_a_logical_value_as_logical(string type, object value)
    {
        using Level73Visitor visitor = Read("mask", OctaveFiles.Variable(type, value));

        Assert.That(visitor.Variable("mask").Class, Is.EqualTo(MatClass.Logical));
    }

    [Test]
    public void Reads_a_function_handle_as_one()
    {
        using Level73Visitor visitor = Read("f", OctaveFiles.Variable("function handle", new H5Group { ["fcn"] = "@(x) x + 1", ["data"] = new double[100] }));

        Assert.That(visitor.Arrays, Is.Empty);
        Assert.That(visitor.Variable("f").Class, Is.EqualTo(MatClass.FunctionHandle));
    }

    private static Level73Visitor Read(string name, H5Group variable) => Level73Files.Read(Level73Files.Write(new() { [name] = variable }));
}
