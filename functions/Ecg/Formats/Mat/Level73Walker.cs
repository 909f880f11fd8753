using System.Globalization;
using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Traverses the objects of a v7.3 MAT-file as the variables of a MATLAB workspace.</summary>
/// <remarks>
/// MATLAB stores a matrix as a data set with reversed dimensions, so that the elements remain in
/// column-major order; a struct as a group; a struct array as a group of data sets of references, one per field; a
/// cell as a data set of references to objects in the group #refs#. The class is in the attribute MATLAB_class. Files of
/// other programs lack the attribute; there, the class follows from the type of the elements.
/// </remarks>
internal sealed class Level73Walker
{
    private readonly Hdf5File _file;
    private readonly IMatVisitor _visitor;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<long> _ancestors = [];
    private int _nodesLeft = MatFile.MaxNodes;

    // A range beside a signal has as many elements as the signal has samples, and each takes a byte or more.
    private long _rangeElementsLeft;

    /// <summary>Creates a walker over a file.</summary>
    public Level73Walker(Hdf5File file, IMatVisitor visitor, CancellationToken cancellationToken)
    {
        _file = file;
        _visitor = visitor;
        _cancellationToken = cancellationToken;
        _rangeElementsLeft = file.Length;
    }

    /// <summary>The current variable, field or cell; <see langword="null"/> before the first.</summary>
    public string? Path { get; private set; }

    /// <summary>Visits all variables.</summary>
    /// <exception cref="Hdf5Exception">The file is damaged, or the visitor requests unsupported elements.</exception>
    public void Walk()
    {
        var root = Hdf5ObjectHeader.Read(_file, _file.RootAddress);
        IReadOnlyList<Hdf5Link> links = Hdf5Links.Read(_file, root, MatFile.MaxNodes + 1);
        if (links.Count > MatFile.MaxNodes)
        {
            throw Hdf5Exception.Unsupported($"a file with more than {MatFile.MaxNodes} variables is not supported");
        }

        foreach (Hdf5Link link in links)
        {
            // #refs# and #subsystem# hold the targets of references.
            if (!link.Name.StartsWith('#') && ReadVariable(link, root.Address) is { } variable)
            {
                _visitor.OnVariable(variable);
            }
        }

        foreach (MatVariable attribute in AttributesBeside(Hdf5Attributes.Read(_file, root), links))
        {
            _visitor.OnVariable(attribute);
        }
    }

    // A member counts more than an attribute of its name.
    private List<MatVariable> AttributesBeside(Hdf5Attributes attributes, IReadOnlyList<Hdf5Link> members)
    {
        var variables = Level73Attributes.ToVariables(_file, attributes)
            .Where(attribute => !members.Any(member => member.Name == attribute.Name)).Take(_nodesLeft).ToList();
        _nodesLeft -= variables.Count;
        return variables;
    }

    private MatVariable? ReadVariable(Hdf5Link link, long root)
    {
        _ancestors.Clear();
        _ancestors.Add(root);
        try
        {
            return ReadObject(link.Name, link.Name, link.Address, 0);
        }
        catch (Hdf5Exception exception)
        {
            _visitor.OnDamaged(link.Name, Level73Reader.Reject(exception, Path));
            return null;
        }
    }

    private MatVariable? ReadObject(string name, string path, long address, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        Path = path;
        if (depth > MatFile.MaxDepth)
        {
            throw Hdf5Exception.Unsupported($"structs and cells nested more than {MatFile.MaxDepth} deep are not supported");
        }

        if (!_ancestors.Add(address))
        {
            throw Hdf5Exception.Corrupt("the object contains itself");
        }

        var item = new Level73Object(_file, name, path, depth, address);
        MatVariable? variable = item.IsGroup ? ReadGroup(item) : ReadDataset(item);
        _ancestors.Remove(address);
        return variable;
    }

    private MatVariable? ReadGroup(Level73Object group)
    {
        if (group.ClassName is null && OctaveValue.Find(_file, group, _cancellationToken) is { } value)
        {
            return ReadOctave(group, value);
        }

        if (group.Attributes.Number("MATLAB_sparse") is { } rows)
        {
            return ReadSparse(group, rows);
        }

        MatClass matClass = group.ClassName is null ? MatClass.Struct : Level73Classes.Parse(group.ClassName);
        return matClass == MatClass.Struct ? ReadStruct(group) : group.ToVariable(matClass, [1, 1]);
    }

    private MatVariable? ReadOctave(Level73Object group, OctaveValue value)
    {
        var item = new Level73Object(_file, group.Name, group.Path, group.Depth, value.Address);
        return (value, item) switch
        {
            ({ IsEmpty: true }, { Dataset: { } dimensions }) => ReadEmpty(item, dimensions, value.Class),
            ({ IsSparse: true }, { IsGroup: true }) => ReadOctaveSparse(item, value),
            ({ IsRange: true }, { Dataset: { } rule }) => ReadOctaveRange(item, rule),
            ({ Class: MatClass.Cell }, { IsGroup: true }) => ReadOctaveCell(item),
            ({ Class: MatClass.Struct }, { IsGroup: true }) => ReadStruct(item),
            (_, { Dataset: { } dataset }) => ReadDataset(item, dataset, value.Class is MatClass.Char or MatClass.Logical ? value.Class : null),
            _ => item.ToVariable(value.Class, [1, 1]),
        };
    }

    private MatVariable ReadOctaveRange(Level73Object item, Hdf5Dataset dataset)
    {
        if (OctaveRange.Read(_file, dataset, item.Attributes, _cancellationToken) is not { } range)
        {
            return item.ToVariable(MatClass.Unknown, [1, 1]);
        }

        MatVariable variable = item.ToVariable(MatClass.Double, range.Dimensions) with { StorageType = SampleType.Double };
        if (range.Count > _rangeElementsLeft)
        {
            return variable;
        }

        _rangeElementsLeft -= range.Count;
        using SampleBuffer own = new(SampleType.Double, _file.Share);
        SampleBuffer buffer = Announce(item, MatClass.Double, SampleType.Double, range.Dimensions, range.Count) ?? own;
        bool isKept = range.Count <= MatFile.MaxValueElements;
        if (buffer == own && !isKept)
        {
            return variable;
        }

        long first = buffer.Count;
        range.CopyTo(buffer, _cancellationToken);
        return isKept ? variable with { Numbers = Level73Numbers.Values(buffer, first, SampleType.Double) } : variable;
    }

    // The members nr and nc have the numbers of rows and columns.
    private MatVariable ReadOctaveSparse(Level73Object group, OctaveValue value)
    {
        IReadOnlyList<Hdf5Link> links = Hdf5Links.Read(_file, group.Header, MatFile.MaxNodes);
        return group.ToVariable(value.Class, [LengthOf("nr"), LengthOf("nc")]) with { IsSparse = true, IsComplex = value.IsComplex };

        long LengthOf(string name) => links.FirstOrDefault(link => link.Name == name) is { } link
            && Hdf5Dataset.Read(_file, Hdf5ObjectHeader.Read(_file, link.Address)) is { } length
            && ReadLengths(length) is [var only] ? only : 0;
    }

    // The elements are the members _0, _1 and so on; the member dims has a number per dimension.
    private MatVariable ReadOctaveCell(Level73Object item)
    {
        var links = Hdf5Links.Read(_file, item.Header, MatFile.MaxNodes + 1)
            .Where(link => link.Name.StartsWith('_')).OrderBy(link => link.Name.Length).ThenBy(link => link.Name, StringComparer.Ordinal).ToList();
        var children = new List<MatVariable>();
        for (int i = 0; i < links.Count && _nodesLeft > 0; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{item.Path}{{{i + 1}}}");
            children.Add(ReadReferenced(string.Empty, path, links[i].Address, item.Depth + 1));
        }

        return item.ToVariable(MatClass.Cell, [links.Count, 1]) with { Children = children, ChildrenLeftOut = links.Count - children.Count };
    }

    // There is one more column start, jc, than columns.
    private MatVariable ReadSparse(Level73Object group, double rows)
    {
        long columns = 0L;
        foreach (Hdf5Link link in Hdf5Links.Read(_file, group.Header, MatFile.MaxNodes))
        {
            if (link.Name == "jc" && Hdf5Dataset.Read(_file, Hdf5ObjectHeader.Read(_file, link.Address)) is { } starts)
            {
                columns = Math.Max(starts.Space.ElementCount - 1, 0);
            }
        }

        MatClass matClass = group.ClassName is null ? MatClass.Double : Level73Classes.Parse(group.ClassName);
        return group.ToVariable(matClass, [(long)rows, columns]) with { IsSparse = true };
    }

    private MatVariable ReadStruct(Level73Object group)
    {
        IReadOnlyList<Hdf5Link> links = Level73Fields.InOrder(_file, group, Hdf5Links.Read(_file, group.Header, MatFile.MaxNodes + 1));
        if (group.ClassName is not null && links.Count > 0 && ReadFieldReferences(links[0], links.Count) is { } first)
        {
            return ReadStructArray(group, links, first);
        }

        List<MatVariable> children = group.ClassName is null ? AttributesBeside(group.Attributes, links) : [];
        for (int i = 0; i < links.Count; i++)
        {
            if (_nodesLeft == 0)
            {
                return group.ToVariable(MatClass.Struct, [1, 1]) with { Children = children, ChildrenLeftOut = links.Count - i };
            }

            _nodesLeft--;
            string path = $"{group.Path}.{links[i].Name}";
            if (ReadObject(links[i].Name, path, links[i].Address, group.Depth + 1) is { } child)
            {
                children.Add(child);
            }
        }

        return group.ToVariable(MatClass.Struct, [1, 1]) with { Children = children };
    }

    private MatVariable ReadStructArray(
        Level73Object group, IReadOnlyList<Hdf5Link> links, Level73References first)
    {
        var fields = new List<(string Name, IReadOnlyList<long> Addresses)>();
        foreach (Hdf5Link link in links)
        {
            if (ReadFieldReferences(link, links.Count) is not { } field || field.Count != first.Count)
            {
                throw Hdf5Exception.Corrupt($"the field {link.Name} of a struct array differs in its number of elements from the others");
            }

            fields.Add((link.Name, field.Addresses));
        }

        (IReadOnlyList<long>? dimensions, long count) = (first.Dimensions, first.Count);

        var children = new List<MatVariable>();
        for (int element = 0; element < count; element++)
        {
            for (int field = 0; field < fields.Count; field++)
            {
                if (_nodesLeft == 0)
                {
                    long leftOut = ((count - element) * fields.Count) - field;
                    return group.ToVariable(MatClass.Struct, dimensions) with { Children = children, ChildrenLeftOut = leftOut };
                }

                (string? name, IReadOnlyList<long>? addresses) = fields[field];
                string path = string.Create(CultureInfo.InvariantCulture, $"{group.Path}({element + 1}).{name}");
                children.Add(ReadReferenced(name, path, addresses[element], group.Depth + 1));
            }
        }

        return group.ToVariable(MatClass.Struct, dimensions) with { Children = children };
    }

    // A field of a struct array differs from a field with a cell in that it has no class.
    private Level73References? ReadFieldReferences(Hdf5Link link, int fields)
    {
        var header = Hdf5ObjectHeader.Read(_file, link.Address);
        if (Hdf5Links.IsGroup(header)
            || Hdf5Dataset.Read(_file, header) is not { Type.IsObjectReference: true } dataset
            || Hdf5Attributes.Read(_file, header).Find(Level73Object.ClassAttribute) is not null)
        {
            return null;
        }

        return Level73References.Read(_file, dataset, (_nodesLeft / fields) + 1, _cancellationToken);
    }

    // An object that is neither a group nor a data set is a committed datatype.
    private MatVariable? ReadDataset(Level73Object item) => item.Dataset is { } dataset
        ? ReadDataset(item, dataset, item.ClassName is null ? null : Level73Classes.Parse(item.ClassName))
        : null;

    private MatVariable ReadDataset(Level73Object item, Hdf5Dataset dataset, MatClass? stated)
    {
        MatClass matClass = stated ?? Level73Classes.Of(dataset.Type);
        IReadOnlyList<long> dimensions = Level73Object.Dimensions(dataset.Space);
        if (item.Attributes.Number("MATLAB_empty") is not (null or 0))
        {
            return ReadEmpty(item, dataset, matClass);
        }

        return matClass switch
        {
            MatClass.Unknown or MatClass.Object or MatClass.FunctionHandle or MatClass.Struct =>
                item.ToVariable(matClass, dimensions),
            MatClass.Cell => ReadCell(item, dataset, dimensions),
            MatClass.Char => item.ToVariable(matClass, dimensions) with
            {
                Text = Level73Text.Read(_file, dataset, dimensions, _cancellationToken),
            },
            _ => ReadNumbers(item, dataset, matClass, dimensions),
        };
    }

    // An empty array stores its dimensions instead of elements.
    private MatVariable ReadEmpty(Level73Object item, Hdf5Dataset dataset, MatClass matClass)
    {
        IReadOnlyList<long> dimensions = ReadLengths(dataset) is { Length: >= 2 } stated ? stated : [0, 0];
        if (dimensions.Min() != 0)
        {
            throw Hdf5Exception.Corrupt($"an array of {string.Join('x', dimensions)} is marked as empty");
        }

        if (matClass.Storage() is not { } type)
        {
            return item.ToVariable(matClass, dimensions) with { Text = matClass == MatClass.Char ? [] : null };
        }

        Announce(item, matClass, type, dimensions, 0);
        return item.ToVariable(matClass, dimensions) with { StorageType = type, Numbers = [] };
    }

    private SampleBuffer? Announce(Level73Object item, MatClass matClass, SampleType type, IReadOnlyList<long> dimensions, long count, bool isComplex = false) =>
        _visitor.OnArray(new()
        {
            Path = item.Path,
            Class = matClass,
            StorageType = type,
            Dimensions = dimensions,
            IsComplex = isComplex,
            ElementCount = count,
        });

    // The lengths of dimensions, whole numbers of any type; null if the data set has something else.
    private long[]? ReadLengths(Hdf5Dataset dataset)
    {
        if (dataset.Space.ElementCount > Hdf5Dataspace.MaxRank || Level73Numbers.Of(dataset.Type) is not { IsComplex: false } numbers || numbers.Type.IsFloatingPoint())
        {
            return null;
        }

        using var lengths = new SampleBuffer(numbers.Type, _file.Share);
        dataset.Locate();
        dataset.CopyTo(numbers.Sink(dataset.Type, lengths), _cancellationToken);
        return [.. Level73Numbers.Values(lengths, 0, numbers.Type).Select(length => (long)Math.Clamp(length, 0, long.MaxValue))];
    }

    private MatVariable ReadCell(Level73Object item, Hdf5Dataset dataset, IReadOnlyList<long> dimensions)
    {
        MatVariable variable = item.ToVariable(MatClass.Cell, dimensions);
        if (!dataset.Type.IsObjectReference)
        {
            return variable;
        }

        var references = Level73References.Read(_file, dataset, _nodesLeft, _cancellationToken);
        var children = new List<MatVariable>();
        for (int i = 0; i < references.Addresses.Count && _nodesLeft > 0; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"{item.Path}{{{i + 1}}}");
            children.Add(ReadReferenced(string.Empty, path, references.Addresses[i], item.Depth + 1));
        }

        return variable with { Children = children, ChildrenLeftOut = references.Count - children.Count };
    }

    private MatVariable ReadReferenced(string name, string path, long address, int depth)
    {
        _nodesLeft--;
        MatVariable? child = address is 0 or Hdf5File.Undefined ? null : ReadObject(name, path, address, depth);
        return child ?? new() { Name = name, Class = MatClass.Unknown, Dimensions = [0, 0] };
    }

    private MatVariable ReadNumbers(
        Level73Object item, Hdf5Dataset dataset, MatClass matClass, IReadOnlyList<long> dimensions)
    {
        if (Level73Numbers.Of(dataset.Type) is not { } numbers)
        {
            return item.ToVariable(matClass, dimensions);
        }

        Hdf5Exception? obstacle = Locate(dataset);
        MatVariable variable = item.ToVariable(matClass, dimensions) with
        {
            StorageType = numbers.Type,
            IsComplex = numbers.IsComplex,
            Children = item.ClassName is null ? AttributesBeside(item.Attributes, []) : [],
        };
        SampleBuffer? target = Announce(item, matClass, numbers.Type, dimensions, dataset.Space.ElementCount, numbers.IsComplex);
        if (target is not null && obstacle is not null)
        {
            throw obstacle;
        }

        bool isKept = !numbers.IsComplex && dataset.Space.ElementCount <= MatFile.MaxValueElements;
        if (obstacle is not null || (target is null && !isKept))
        {
            return variable;
        }

        using SampleBuffer? own = target is null ? new SampleBuffer(numbers.Type, _file.Share) : null;
        SampleBuffer buffer = target ?? own!;
        long first = buffer.Count;
        dataset.CopyTo(numbers.Sink(dataset.Type, buffer), _cancellationToken);
        return isKept ? variable with { Numbers = Level73Numbers.Values(buffer, first, numbers.Type) } : variable;
    }

    // Elements of an unsupported type matter only if the visitor requests them.
    private static Hdf5Exception? Locate(Hdf5Dataset dataset)
    {
        try
        {
            dataset.Locate();
            return null;
        }
        catch (Hdf5Exception exception) when (exception.Reason == RejectionReason.UnsupportedFormat)
        {
            return exception;
        }
    }
}
