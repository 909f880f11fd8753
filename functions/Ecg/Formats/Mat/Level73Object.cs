using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>An object of a v7.3 MAT-file with its path.</summary>
internal sealed class Level73Object
{
    /// <summary>The attribute that names the class.</summary>
    public const string ClassAttribute = "MATLAB_class";

    /// <summary>Reads the object's header and attributes.</summary>
    /// <exception cref="Hdf5Exception">The header or the attributes are damaged.</exception>
    public Level73Object(Hdf5File file, string name, string path, int depth, long address)
    {
        Name = name;
        Path = path;
        Depth = depth;
        Header = Hdf5ObjectHeader.Read(file, address);
        Attributes = Hdf5Attributes.Read(file, Header);
        IsGroup = Hdf5Links.IsGroup(Header);
        Dataset = IsGroup ? null : Hdf5Dataset.Read(file, Header);
        ClassName = Attributes.Text(ClassAttribute);
    }

    /// <summary>The variable's or field's name; empty for a cell's element.</summary>
    public string Name { get; }

    /// <summary>The path in MATLAB's syntax.</summary>
    public string Path { get; }

    /// <summary>The nesting depth in structs and cells.</summary>
    public int Depth { get; }

    /// <summary>The object header.</summary>
    public Hdf5ObjectHeader Header { get; }

    /// <summary>The attributes.</summary>
    public Hdf5Attributes Attributes { get; }

    /// <summary>Whether the object is a group.</summary>
    public bool IsGroup { get; }

    /// <summary>The data set, if it is one.</summary>
    public Hdf5Dataset? Dataset { get; }

    /// <summary>The class that MATLAB stated; <see langword="null"/> if another program wrote the object.</summary>
    public string? ClassName { get; }

    /// <summary>The dimensions in MATLAB's order, at least two.</summary>
    public static IReadOnlyList<long> Dimensions(Hdf5Dataspace space)
    {
        long[] dimensions = new long[Math.Max(space.Dimensions.Count, 2)];
        Array.Fill(dimensions, 1);
        for (int i = 0; i < space.Dimensions.Count; i++)
        {
            dimensions[i] = space.Dimensions[space.Dimensions.Count - 1 - i];
        }

        return dimensions;
    }

    /// <summary>Returns the variable without its elements.</summary>
    public MatVariable ToVariable(MatClass matClass, IReadOnlyList<long> dimensions) => new()
    {
        Name = Name,
        Class = matClass,
        Dimensions = dimensions,
        IsGlobal = Attributes.Number("MATLAB_global") is not (null or 0),
        ObjectClass = matClass == MatClass.Object ? ClassName : null,
    };
}
