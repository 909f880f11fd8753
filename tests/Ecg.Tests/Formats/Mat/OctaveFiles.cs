using PureHDF;

namespace Ecg.Tests.Formats.Mat;

/// <summary>Variables as written by Octave's <c>save -hdf5</c>.</summary>
internal static class OctaveFiles
{
    /// <summary>A variable: its class, and its value.</summary>
    public static H5Group Variable(string type, object value)
    {
        var group = new H5Group { ["type"] = type, ["value"] = value };
        group.Attributes.Add("OCTAVE_NEW_FORMAT", (byte)1);
        return group;
    }

    /// <summary>A variable without elements: its dimensions are in their place.</summary>
    public static H5Group Empty(string type, params long[] dimensions)
    {
        H5Group group = Variable(type, dimensions);
        group.Attributes.Add("OCTAVE_EMPTY_MATRIX", (byte)1);
        return group;
    }

    /// <summary>A range: its rule.</summary>
    public static H5Group Range(string type, double from, double limit, double increment, int count)
    {
        var rule = new H5Dataset(new Rule { @base = from, limit = limit, increment = increment });
        rule.Attributes.Add("OCTAVE_RANGE_NELEM", count);
        return Variable(type, rule);
    }

    /// <summary>A sparse matrix of two rows.</summary>
    public static H5Group Sparse() => Variable("sparse matrix", new H5Group
    {
        ["cidx"] = new long[] { 0, 1, 1, 2 },
        ["data"] = new double[] { 1.5, 2.5 },
        ["nc"] = 3L,
        ["nr"] = 2L,
        ["nz"] = 2L,
        ["ridx"] = new long[] { 0, 1 },
    });

    // PureHDF names the members after the fields.
    private struct Rule
    {
        public double @base;
        public double limit;
        public double increment;
    }
}
