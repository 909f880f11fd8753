using Ecg.Formats;
using Ecg.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Files that other programs wrote: MATLAB itself, and h5py in its oldest and newest forms.</summary>
public sealed class Level73FixtureTests
{
    // The values are multiples of pi / 4, as h5py and the name of the variable in SciPy's tests say.
    [Test]
    public void Reads_what_MATLAB_wrote()
    {
        byte[] bytes = Level73Files.Shared("matlab/testhdf5_7.4_GLNX86.mat");
        using var visitor = new Level73Visitor();

        MatFileInfo info = Level73Files.ReadInto(bytes, visitor);

        double[] expected = Enumerable.Range(0, 9).Select(i => i * Math.PI / 4).ToArray();
        Assert.That(info.Format, Is.EqualTo(MatFormat.V73));
        Assert.That(info.Description, Does.StartWith("MATLAB 7.0 MAT-file, Platform: GLNX86, Created on: Sat Oct  4"));
        Assert.That(visitor.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "testdouble" }));
        Assert.That(visitor.Array("testdouble").Class, Is.EqualTo(MatClass.Double));
        Assert.That(visitor.Array("testdouble").Dimensions, Is.EqualTo(new long[] { 1, 9 }));
        Assert.That(visitor.Elements<double>("testdouble"), Is.EqualTo(expected).Within(1e-15));
        Assert.That(visitor.Variable("testdouble").Numbers, Is.EqualTo(expected).Within(1e-15));
    }

    [TestCase("big", SampleType.Int16, 3, 7)]
    [TestCase("bigfloat", SampleType.Single, 2, 5)]
    [TestCase("packed", SampleType.Int32, 7, 50)]
    [TestCase("cube", SampleType.Double, 7, 6, 5)]
    [TestCase("growing", SampleType.Int16, 2, 300)]
    public void Reads_data_sets_of_the_oldest_form(string name, SampleType type, params int[] dimensions) =>
        AssertElements("earliest.mat", name, type, dimensions);

    [TestCase("single", SampleType.Double, 3, 30)]
    [TestCase("single_plain", SampleType.Int16, 3, 30)]
    [TestCase("fixed", SampleType.Int16, 5, 20)]
    [TestCase("fixed_paged", SampleType.UInt8, 2500, 1)]
    [TestCase("implicit", SampleType.Int16, 3, 10)]
    [TestCase("extensible", SampleType.Int16, 2, 500)]
    [TestCase("extensible_across", SampleType.Int16, 90, 2)]
    [TestCase("tree", SampleType.UInt8, 30, 20)]
    [TestCase("tree_plain", SampleType.UInt8, 10, 200)]
    [TestCase("typed", SampleType.Int16, 3, 1)]
    public void Reads_data_sets_of_the_newest_form(string name, SampleType type, params int[] dimensions) =>
        AssertElements("latest.mat", name, type, dimensions);

    [Test]
    public void Fills_in_chunks_that_were_never_written()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        short[] elements = visitor.Elements<short>("hole");

        Assert.That(elements, Has.Length.EqualTo(120));
        Assert.That(elements[..30], Is.All.EqualTo(7));
        Assert.That(elements[30..60].Select(value => (double)value), Is.EqualTo(Elements(30, isSigned: true)));
        Assert.That(elements[60..], Is.All.EqualTo(7));
    }

    [Test]
    public void Reads_cells_through_their_references()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        MatVariable cell = visitor.Variable("cell");

        Assert.That(cell.Class, Is.EqualTo(MatClass.Cell));
        Assert.That(cell.Dimensions, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(cell.Children, Has.Count.EqualTo(2));
        Assert.That(cell.Children[0].Numbers, Is.EqualTo(new[] { -125.0 }));
        Assert.That(cell.Children[1].Text, Is.EqualTo(new[] { "hi" }));
        Assert.That(visitor.Elements<double>("cell{1}"), Is.EqualTo(new[] { -125.0 }));
    }

    [Test]
    public void Does_not_take_the_targets_of_references_for_variables()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        Assert.That(visitor.Variables.Select(variable => variable.Name), Has.None.StartsWith("#").And.None.EqualTo("a"));
    }

    [Test]
    public void Gives_a_structs_fields_in_the_order_that_MATLAB_states()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        IReadOnlyList<MatVariable> fields = visitor.Variable("s").Children;

        Assert.That(fields.Select(field => field.Name), Is.EqualTo(new[] { "zz", "aa" }));
        Assert.That(fields[0].Numbers, Is.EqualTo(new[] { -125.0, -88.0 }));
        Assert.That(visitor.Elements<double>("s.aa"), Is.EqualTo(new[] { -125.0 }));
    }

    [Test]
    public void Reads_struct_arrays_one_element_after_another()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        MatVariable array = visitor.Variable("sa");

        Assert.That(array.Class, Is.EqualTo(MatClass.Struct));
        Assert.That(array.Dimensions, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(array.Children.Select(child => child.Name), Is.EqualTo(new[] { "x", "y", "x", "y" }));
        Assert.That(array.Children.Select(child => child.Class), Is.EqualTo(
            new[] { MatClass.Double, MatClass.Double, MatClass.Char, MatClass.Char }));
        Assert.That(visitor.Arrays.Select(one => one.Path), Does.Contain("sa(1).y"));
    }

    [Test]
    public void Gives_the_real_part_of_complex_numbers()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        Assert.That(visitor.Array("z").IsComplex, Is.True);
        Assert.That(visitor.Array("z").Dimensions, Is.EqualTo(new long[] { 1, 2 }));
        Assert.That(visitor.Elements<double>("z"), Is.EqualTo(new[] { 1.0, 3.0 }));
        Assert.That(visitor.Variable("z").Numbers, Is.Null);
    }

    [Test]
    public void Recognises_a_sparse_matrix_without_reading_it()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        MatVariable sparse = visitor.Variable("sp");

        Assert.That(sparse.IsSparse, Is.True);
        Assert.That(sparse.Class, Is.EqualTo(MatClass.Double));
        Assert.That(sparse.Dimensions, Is.EqualTo(new long[] { 9, 3 }));
        Assert.That(visitor.Arrays.Select(array => array.Path), Has.None.StartsWith("sp"));
    }

    [Test]
    public void Passes_over_objects_and_function_handles_with_their_name()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        Assert.That(visitor.Variable("when").Class, Is.EqualTo(MatClass.Object));
        Assert.That(visitor.Variable("when").ObjectClass, Is.EqualTo("datetime"));
        Assert.That(visitor.Variable("handle").Class, Is.EqualTo(MatClass.FunctionHandle));
        Assert.That(visitor.Arrays.Select(array => array.Path), Has.None.EqualTo("when").And.None.EqualTo("handle"));
    }

    [Test]
    public void Reads_logical_values_and_the_mark_of_a_global_variable()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        MatVariable flag = visitor.Variable("flag");

        Assert.That(flag.Class, Is.EqualTo(MatClass.Logical));
        Assert.That(flag.Numbers, Is.EqualTo(new[] { 1.0, 0.0 }));
        Assert.That(flag.IsGlobal, Is.True);
        Assert.That(visitor.Variable("big").IsGlobal, Is.False);
    }

    [Test]
    public void Takes_the_dimensions_of_an_empty_array_from_its_elements()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("earliest.mat"));

        Assert.That(visitor.Array("none").Dimensions, Is.EqualTo(new long[] { 0, 3 }));
        Assert.That(visitor.Array("none").ElementCount, Is.Zero);
        Assert.That(visitor.Array("none").StorageType, Is.EqualTo(SampleType.Single));
        Assert.That(visitor.Variable("none").Numbers, Is.Empty);
    }

    [Test]
    public void Knows_the_classes_of_files_without_MATLABs_attributes()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("latest.mat"));

        Assert.That(visitor.Variable("fixed").Class, Is.EqualTo(MatClass.Int16));
        Assert.That(visitor.Variable("truth").Class, Is.EqualTo(MatClass.Logical));
        Assert.That(visitor.Variable("truth").Numbers, Is.EqualTo(new[] { 1.0, 0.0, 1.0 }));
        Assert.That(visitor.Array("complex").IsComplex, Is.True);
        Assert.That(visitor.Elements<double>("complex"), Is.EqualTo(new[] { 1.0, 3.0 }));
        Assert.That(visitor.Variable("names").Text, Is.EqualTo(new[] { "I", "aVR" }));
        Assert.That(visitor.Variable("unit").Text, Is.EqualTo(new[] { "mV" }));
        Assert.That(visitor.Variable("nothing").Numbers, Is.Empty);
        Assert.That(visitor.Variable("many").Class, Is.EqualTo(MatClass.Struct));
    }

    [Test]
    public void Passes_over_soft_links_and_named_types()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("latest.mat"));

        Assert.That(visitor.Variables.Select(variable => variable.Name), Has.None.EqualTo("link").And.None.EqualTo("type"));
    }

    [Test]
    public void Reads_the_members_of_a_group_that_are_kept_in_a_heap()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("latest.mat"));

        IReadOnlyList<MatVariable> fields = visitor.Variable("many").Children;

        Assert.That(fields.Select(field => field.Name), Is.EqualTo(Enumerable.Range(0, 40).Select(i => $"field_{i:00}")));
        Assert.That(fields.Select(field => field.Numbers!.Single()), Is.EqualTo(Enumerable.Range(0, 40)));
    }

    [Test]
    public void Reads_attributes_that_are_kept_in_a_heap()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("latest.mat"));

        Assert.That(visitor.Array("described").Class, Is.EqualTo(MatClass.Int8));
        Assert.That(visitor.Array("described").StorageType, Is.EqualTo(SampleType.Int16));
    }

    [Test]
    public void Names_the_filter_that_it_does_not_know_if_the_elements_are_wanted()
    {
        RejectedException rejection = Level73Files.Rejection(Level73Files.Fixture("lzf.mat"));

        Assert.That(rejection.Reason, Is.EqualTo(RejectionReason.UnsupportedFormat));
        Assert.That(rejection.Message, Does.Contain("Variable 'val'").And.Contain("32000 (LZF)"));
    }

    [Test]
    public void Passes_over_an_unknown_filter_if_the_elements_are_not_wanted()
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture("lzf.mat"), takesArrays: false);

        Assert.That(visitor.Variable("val").Dimensions, Is.EqualTo(new long[] { 2, 100 }));
        Assert.That(visitor.Variable("val").Numbers, Is.Null);
    }

    private static void AssertElements(string file, string name, SampleType type, int[] dimensions)
    {
        using Level73Visitor visitor = Level73Files.Read(Level73Files.Fixture(file));
        int count = dimensions.Aggregate((one, other) => one * other);

        Assert.That(visitor.Array(name).StorageType, Is.EqualTo(type));
        Assert.That(visitor.Array(name).Dimensions, Is.EqualTo(dimensions));
        Assert.That(visitor.Array(name).ElementCount, Is.EqualTo(count));
        Assert.That(visitor.Variable(name).Numbers, Is.EqualTo(Elements(count, type != SampleType.UInt8)));
    }

    // What make-fixtures.py writes, in the file's own order.
    private static double[] Elements(int count, bool isSigned) =>
        [.. Enumerable.Range(0, count).Select(k => (37.0 * k % 251) - (isSigned ? 125 : 0))];
}
