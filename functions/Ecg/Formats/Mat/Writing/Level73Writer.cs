using System.Globalization;
using PureHDF;
using PureHDF.Filters;

namespace Ecg.Formats.Mat.Writing;

/// <summary>Writes v7.3 MAT-files: HDF5 after a user block, with the attributes that MATLAB sets.</summary>
internal static class Level73Writer
{
    private const int UserBlockSize = 512;
    private const int LongestClass = 8;
    private const string References = "#refs#";
    private const string ClassAttribute = "MATLAB_class";

    /// <summary>The number of elements from which a matrix is compressed.</summary>
    private const int ChunkElements = 8192;

    /// <summary>Writes a file.</summary>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(Stream stream, IReadOnlyList<MatArrayValue> variables, string description)
    {
        var file = new H5File();
        var references = new H5Group();
        foreach (MatArrayValue variable in variables)
        {
            file.Add(variable.Name, Object(variable, references));
        }

        if (references.Count > 0)
        {
            file.Add(References, references);
        }

        // PureHDF seeks back in its output, and leaves the user block to the caller.
        using var bytes = new MemoryStream();
        file.Write(bytes, new(
            DefaultStringLength: LongestClass,
            UserBlockSize: UserBlockSize,
            Filters: []));
        bytes.Position = 0;
        bytes.Write(MatHeader.Create(description, MatHeader.Level73));
        bytes.Position = 0;
        bytes.CopyTo(stream);
    }

    private static H5Object Object(MatArrayValue value, H5Group references) => value switch
    {
        MatNumbers { Elements.Length: 0 } empty => Empty(ClassOf(empty.Type), empty.Rows, empty.Columns),
        MatNumbers numbers => Numbers(numbers),
        MatText { Text.Length: 0 } => Empty("char", 0, 0),
        MatText text => Text(text.Text),
        MatCell { Texts.Count: 0 } => Empty("cell", 1, 0),
        MatCell cell => Cell(cell, references),
        MatStruct structure => Struct(structure, references),
        _ => throw new ArgumentException($"{value.Name}: a {value.GetType().Name} is not written.", nameof(value)),
    };

    // HDF5 states the dimensions in reverse order, because its last one varies fastest.
    private static H5Dataset Numbers(MatNumbers numbers)
    {
        ulong[] dimensions = [(ulong)numbers.Columns, (ulong)numbers.Rows];
        if (numbers.Elements.Length <= ChunkElements)
        {
            return WithClass(new(numbers.Elements, fileDims: dimensions), ClassOf(numbers.Type));
        }

        int rows = Math.Min(numbers.Rows, ChunkElements);
        int columns = Math.Clamp(ChunkElements / rows, 1, numbers.Columns);
        var dataset = new H5Dataset(
            numbers.Elements,
            chunks: [(uint)columns, (uint)rows],
            fileDims: dimensions,
            datasetCreation: new(Filters: [ShuffleFilter.Id, DeflateFilter.Id]));
        return WithClass(dataset, ClassOf(numbers.Type));
    }

    private static H5Dataset Text(string text)
    {
        ushort[] characters = Array.ConvertAll(text.ToCharArray(), character => (ushort)character);
        H5Dataset dataset = WithClass(new(characters, fileDims: [(ulong)characters.Length, 1]), "char");
        dataset.Attributes.Add("MATLAB_int_decode", sizeof(ushort));
        return dataset;
    }

    private static H5Dataset Cell(MatCell cell, H5Group references)
    {
        var elements = new H5ObjectReference[cell.Texts.Count];
        for (int i = 0; i < elements.Length; i++)
        {
            H5Object element = Object(new MatText(string.Empty, cell.Texts[i]), references);
            references.Add(references.Count.ToString("x", CultureInfo.InvariantCulture), element);
            elements[i] = element;
        }

        return WithClass(new(elements, fileDims: [(ulong)elements.Length, 1]), "cell");
    }

    private static H5Group Struct(MatStruct structure, H5Group references)
    {
        var group = new H5Group();
        group.Attributes.Add(ClassAttribute, "struct");
        foreach (MatArrayValue field in structure.Fields)
        {
            group.Add(field.Name, Object(field, references));
        }

        return group;
    }

    // An empty array is stored as its dimensions.
    private static H5Dataset Empty(string matClass, int rows, int columns)
    {
        H5Dataset dataset = WithClass(new(new[] { (ulong)rows, (ulong)columns }), matClass);
        dataset.Attributes.Add("MATLAB_empty", (byte)1);
        return dataset;
    }

    private static H5Dataset WithClass(H5Dataset dataset, string matClass)
    {
        dataset.Attributes.Add(ClassAttribute, matClass);
        return dataset;
    }

    private static string ClassOf(SampleType type) => type switch
    {
        SampleType.Double => "double",
        SampleType.Single => "single",
        SampleType.Int8 => "int8",
        SampleType.UInt8 => "uint8",
        SampleType.Int16 => "int16",
        SampleType.UInt16 => "uint16",
        SampleType.Int32 => "int32",
        SampleType.UInt32 => "uint32",
        SampleType.Int64 => "int64",
        SampleType.UInt64 => "uint64",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
