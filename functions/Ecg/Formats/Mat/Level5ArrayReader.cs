namespace Ecg.Formats.Mat;

/// <summary>
/// Reads one variable of MAT-File Format, "Level 5 MAT-File Format": an array and, for a struct or a cell array, its nested arrays.
/// </summary>
internal sealed class Level5ArrayReader
{
    private readonly Level5Elements _elements;
    private readonly ForwardReader _source;
    private readonly IMatVisitor _visitor;
    private readonly ReadBudget _budget;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Creates a reader.</summary>
    /// <param name="source">The source, positioned after the array's tag.</param>
    /// <param name="isBigEndian">The byte order.</param>
    /// <param name="visitor">Receives the arrays.</param>
    /// <param name="budget">The limits for the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Level5ArrayReader(
        ForwardReader source,
        bool isBigEndian,
        IMatVisitor visitor,
        ReadBudget budget,
        CancellationToken cancellationToken)
    {
        _elements = new Level5Elements(source, isBigEndian, cancellationToken);
        _source = source;
        _visitor = visitor;
        _budget = budget;
        _cancellationToken = cancellationToken;
    }

    /// <summary>The variable's name; <see langword="null"/> while it has not been read.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether any values have been passed to the visitor or kept in the variable.</summary>
    public bool HasKept { get; private set; }

    /// <summary>
    /// The excess of the stated lengths over the contents of the arrays read so far. Octave states 4 bytes too many for a char
    /// matrix of several rows and at most 4 characters.
    /// </summary>
    public long Overshoot { get; private set; }

    /// <summary>Reads a variable as far as needed. The caller skips the rest up to its end.</summary>
    /// <param name="end">The end of the array.</param>
    /// <returns>
    /// The variable, or <see langword="null"/> if it has no name: MATLAB stores its own data in such an element,
    /// to which the "subsystem data offset" of the header points.
    /// </returns>
    /// <exception cref="RejectedException">The array is damaged or nested too deeply.</exception>
    public MatVariable? ReadVariable(long end)
    {
        Level5ArrayHeader header = _elements.ReadHeader(end);
        if (header.Name.Length == 0)
        {
            return null;
        }

        Name = _source.Variable = header.Name;
        return ReadContent(header, header.Name, header.Name, depth: 0, end);
    }

    private MatVariable ReadContent(in Level5ArrayHeader header, string name, string path, int depth, long end)
    {
        var variable = new MatVariable
        {
            Name = name,
            Class = header.Class,
            Dimensions = header.Dimensions,
            IsComplex = header.IsComplex,
            IsSparse = header.IsSparse,
            IsGlobal = header.IsGlobal,
        };
        return header switch
        {
            { IsSparse: true } => variable,
            { IsOpaque: true } => ReadOpaque(variable, end),
            { Class: MatClass.Object } => variable with { ObjectClass = _elements.ReadName("a class name", end) },
            { Class: MatClass.Cell } => ReadCells(variable, header.Count, path, depth, end),
            { Class: MatClass.Struct } => ReadFields(variable, header.Count, path, depth, end),
            { Class: MatClass.Char } => ReadText(variable, header.Count, end),
            { Class: MatClass.FunctionHandle or MatClass.Unknown } => variable,
            _ => ReadNumbers(variable, header.Count, path, end),
        };
    }

    // Not documented: the names of the type system and of the class follow the name; the rest is private.
    private MatVariable ReadOpaque(MatVariable variable, long end)
    {
        _elements.ReadName("the name of a type system", end);
        return variable with { ObjectClass = _elements.ReadName("a class name", end) };
    }

    // "Numeric Array and Character Array Data Element Formats": the real part, then the imaginary one.
    private MatVariable ReadNumbers(MatVariable variable, long count, string path, long end)
    {
        if (count == 0)
        {
            return ReadEmpty(variable, path, end);
        }

        Level5Tag tag = ReadPart("elements", count, end, out SampleType type);
        long start = _source.Position;
        SampleBuffer? buffer = Offer(variable, type, count, path);
        bool isKept = !variable.IsComplex && _budget.TryTakeValues(count);
        var elements = new ArrayElements(_source, type, count, _elements.IsBigEndian);
        double[]? numbers = null;
        if (isKept)
        {
            numbers = elements.ReadNumbers(buffer);
        }
        else if (buffer is not null)
        {
            elements.ReadInto(buffer, _cancellationToken);
        }

        HasKept |= isKept || buffer is not null;
        if (variable.IsComplex && buffer is not null)
        {
            _elements.SkipRest(tag, start, end);
            ReadPart("imaginary parts", count, end, out _);
        }

        return variable with { StorageType = type, Numbers = numbers };
    }

    private Level5Tag ReadPart(string what, long count, long end, out SampleType type)
    {
        long start = _source.Position;
        Level5Tag tag = _elements.ReadTag(what, end);
        if (!tag.TryGetSampleType(out type))
        {
            throw _source.Damaged(start, $"expected {what}, {count} of a number type, found {Level5Elements.Describe(tag)}");
        }

        if (tag.DataLength != count * type.Size())
        {
            throw _source.Damaged(
                start,
                $"expected {what}, {count} of {Counted.Of(type.Size(), "byte")} each, found {Level5Elements.Describe(tag)}");
        }

        return tag;
    }

    // Some writers omit the element with the values if there are none.
    private MatVariable ReadEmpty(MatVariable variable, string path, long end)
    {
        SampleType type = variable.Class.Storage() ?? SampleType.Double;
        if (end - _source.Position >= Level5Tag.Length)
        {
            ReadPart("elements", 0, end, out type);
        }

        Offer(variable, type, 0, path);
        return variable with { StorageType = type, Numbers = variable.IsComplex ? null : [] };
    }

    private SampleBuffer? Offer(MatVariable variable, SampleType type, long count, string path) =>
        _visitor.OnArray(new MatArray
        {
            Path = path,
            Class = variable.Class,
            StorageType = type,
            Dimensions = variable.Dimensions,
            IsComplex = variable.IsComplex,
            ElementCount = count,
        });

    private MatVariable ReadText(MatVariable variable, long count, long end)
    {
        if (count == 0)
        {
            return variable with { Text = [] };
        }

        long start = _source.Position;
        Level5Tag tag = _elements.ReadTag("characters", end);
        if (!Level5Text.IsText(tag, count))
        {
            throw _source.Damaged(start, $"expected {Counted.Of(count, "character")}, found {Level5Elements.Describe(tag)}");
        }

        if (!_budget.TryTakeValues(count))
        {
            return variable;
        }

        HasKept = true;
        Span<byte> bytes = stackalloc byte[(int)tag.DataLength];
        start = _source.Position;
        _source.ReadExactly(bytes, "characters");
        _elements.SkipRest(tag, start, end);
        if (end - _source.Position == Level5Tag.MaxSmallLength && (_source is InflatingReader || IsAtNextArray()))
        {
            Overshoot += Level5Tag.MaxSmallLength;
        }

        ReadOnlySpan<char> characters = Level5Text.Decode(bytes, tag.Type, _elements.IsBigEndian);
        return variable with { Text = CharRows.From(characters, variable.Dimensions) };
    }

    private bool IsAtNextArray()
    {
        ReadOnlySpan<byte> next = _source.Peek(Level5Tag.Length).Span;
        return next.IsEmpty || (next.Length == Level5Tag.Length && Level5Tag.Read(next, _elements.IsBigEndian) is { IsSmall: false, Type: Level5Type.Matrix });
    }

    // "Cell Array Data Element Format": an array for each cell.
    private MatVariable ReadCells(MatVariable variable, long count, string path, int depth, long end)
    {
        ThrowIfTooMany(count, end);
        ThrowIfTooDeep(count, depth);
        var children = new List<MatVariable>();
        while (children.Count < count && _budget.TryTakeChild())
        {
            children.Add(ReadChild(string.Empty, MatName.Cell(path, children.Count + 1), depth + 1, end));
        }

        HasKept |= children.Count > 0;
        return variable with { Children = children, ChildrenLeftOut = count - children.Count };
    }

    // "Structure MAT-File Data Element Format": the length of the field names, the names, and an array for each field of
    // each element.
    private MatVariable ReadFields(MatVariable variable, long count, string path, int depth, long end)
    {
        string[] names = ReadFieldNames(count, end, out long fieldCount);
        ThrowIfTooMany(fieldCount, count, end);
        long total = count * fieldCount;
        ThrowIfTooDeep(total, depth);
        var children = new List<MatVariable>();
        while (children.Count < total && _budget.TryTakeChild())
        {
            string field = names[(int)(children.Count % fieldCount)];
            long? index = count == 1 ? null : (children.Count / fieldCount) + 1;
            children.Add(ReadChild(field, MatName.Field(path, index, field), depth + 1, end));
        }

        HasKept |= children.Count > 0;
        return variable with { Children = children, ChildrenLeftOut = total - children.Count };
    }

    private string[] ReadFieldNames(long count, long end, out long fieldCount)
    {
        int nameLength = _elements.ReadInt32("the length of the field names", end);
        if (nameLength is <= 0 or > MatName.MaxLength)
        {
            throw _source.Damaged(
                _source.Position,
                $"expected field names of 1 to {MatName.MaxLength} bytes, found a length of {nameLength}");
        }

        Level5Tag tag = _elements.ReadTag("field names", end);
        long start = _source.Position;
        if (tag.Type is not (Level5Type.Int8 or Level5Type.UInt8 or Level5Type.Utf8) || tag.DataLength % nameLength != 0)
        {
            throw _source.Damaged(
                start,
                $"expected field names of {Counted.Of(nameLength, "byte")} each, found {Level5Elements.Describe(tag)}");
        }

        fieldCount = tag.DataLength / nameLength;

        // At most as many names as fields: a struct may state many names without any element.
        string[] names = new string[count == 0 ? 0 : Math.Min(fieldCount, _budget.Children)];
        Span<byte> bytes = stackalloc byte[nameLength];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = _elements.ReadName(bytes, "a field name");
        }

        _elements.SkipRest(tag, start, end);
        return names;
    }

    private MatVariable ReadChild(string name, string path, int depth, long parentEnd)
    {
        string? parent = _source.Variable;
        _source.Variable = path;
        long start = _source.Position;
        Level5Tag tag = _elements.ReadTag("an array", parentEnd);
        if (tag.Type != Level5Type.Matrix || tag.IsSmall)
        {
            throw _source.Damaged(start, $"expected an array, found {Level5Elements.Describe(tag)}");
        }

        long end = _source.Position + tag.DataLength;
        long overshoot = Overshoot;
        MatVariable variable = tag.DataLength == 0
            ? ReadEmpty(new MatVariable { Name = name, Class = MatClass.Double, Dimensions = [0, 0] }, path, end)
            : ReadContent(_elements.ReadHeader(end), name, path, depth, end);
        _elements.SkipTo(Math.Max(end - (Overshoot - overshoot), _source.Position));
        _source.Variable = parent;
        return variable;
    }

    // An array takes at least a tag, so the stated size is backed by bytes.
    private void ThrowIfTooMany(long count, long end) => ThrowIfTooMany(1, count, end);

    private void ThrowIfTooMany(long fieldCount, long count, long end)
    {
        long room = (end - _source.Position) / Level5Tag.Length;
        if ((Int128)fieldCount * count > room)
        {
            throw _source.Damaged(
                _source.Position,
                $"expected at most {Counted.Of(room, "array")}, found a size of {count} with {fieldCount} each");
        }
    }

    private void ThrowIfTooDeep(long count, int depth)
    {
        if (count > 0 && depth >= MatFile.MaxDepth)
        {
            throw _source.Refused(
                RejectionReason.TooLarge,
                $"structs and cells are nested more than {MatFile.MaxDepth} deep; save the signal as a variable of its own");
        }
    }
}
