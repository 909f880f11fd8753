namespace Ecg.Formats.Mat;

/// <summary>Reads MAT-File Format, "Level 4 MAT-File Format": consecutive matrices until the file ends.</summary>
internal sealed class Level4Reader
{
    // The number of bytes of this many complex doubles does not overflow.
    private const long MaxElements = long.MaxValue / 16;

    private readonly ForwardReader _file;
    private readonly IMatVisitor _visitor;
    private readonly ReadBudget _budget;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Creates a reader.</summary>
    /// <param name="file">The file, positioned at its first byte.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="budget">The limits for the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Level4Reader(ForwardReader file, IMatVisitor visitor, ReadBudget budget, CancellationToken cancellationToken)
    {
        _file = file;
        _visitor = visitor;
        _budget = budget;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the whole file.</summary>
    /// <exception cref="RejectedException">The file is damaged, or from an unsupported machine.</exception>
    public MatFileInfo Read()
    {
        bool? isBigEndian = null;
        while (TryReadHeader(out Level4Header header))
        {
            isBigEndian ??= header.IsBigEndian;
            _budget.TakeVariable(_file);
            _visitor.OnVariable(ReadVariable(header));
            _file.Variable = null;
        }

        return new MatFileInfo(MatFormat.V4, isBigEndian ?? false, Description: null);
    }

    private bool TryReadHeader(out Level4Header header)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        header = default;
        ReadOnlySpan<byte> bytes = _file.Peek(Level4Header.Length).Span;
        if (!bytes.ContainsAnyExcept((byte)0))
        {
            ExpectPadding();
            return false;
        }

        if (bytes.Length < Level4Header.Length)
        {
            throw _file.CutShort(_file.Position, "a variable's header", Level4Header.Length, bytes.Length);
        }

        if (!Level4Header.TryRead(bytes, out header))
        {
            throw _file.Unexpected(_file.Position, "a variable's type field", bytes[..sizeof(int)]);
        }

        _file.Skip(Level4Header.Length, "a variable's header", _cancellationToken);
        return true;
    }

    // Some writers pad a file to whole blocks. A header is never all zero, because a name has at least one letter.
    private void ExpectPadding()
    {
        long start = _file.Position;
        if (!_file.HasOnlyZerosLeft(_cancellationToken))
        {
            throw _file.Damaged(start, $"expected a variable, found zero bytes and then others at byte {_file.Position}");
        }
    }

    private MatVariable ReadVariable(in Level4Header header)
    {
        string name = ReadName(header);
        ThrowIfUnread(header);
        return header.Kind switch
        {
            0 => ReadFull(header, name),
            1 => ReadText(header, name),
            _ => ReadSparse(header, name),
        };
    }

    private string ReadName(in Level4Header header)
    {
        long start = _file.Position;
        if (header.NameLength is <= 0 or > MatName.MaxLength)
        {
            throw _file.Damaged(
                start - sizeof(int),
                $"expected a name of 1 to {MatName.MaxLength} bytes, found a length of {header.NameLength}");
        }

        Span<byte> bytes = stackalloc byte[header.NameLength];
        _file.ReadExactly(bytes, "a variable's name");
        if (!MatName.TryDecode(bytes, out string? name) || name.Length == 0)
        {
            throw _file.Unexpected(start, "a variable's name", bytes);
        }

        _file.Variable = name;
        return name;
    }

    private void ThrowIfUnread(in Level4Header header)
    {
        string? machine = header.Machine switch
        {
            2 => "VAX D-float",
            3 => "VAX G-float",
            4 => "Cray",
            _ => null,
        };
        if (machine is not null)
        {
            throw _file.Refused(
                RejectionReason.UnsupportedFormat,
                $"its numbers are in {machine} format; save it on a machine with IEEE numbers");
        }

        if (header.Rows < 0 || header.Columns < 0)
        {
            throw _file.Damaged(_file.Position, $"expected a size of 0 x 0 or more, found {header.Rows} x {header.Columns}");
        }

        if ((long)header.Rows * header.Columns > MaxElements)
        {
            throw _file.Damaged(_file.Position, $"a size of {header.Rows} x {header.Columns} is more than any file holds");
        }

        if (header.ImaginaryFlag is not (0 or 1))
        {
            throw _file.Damaged(_file.Position, $"expected an imaginary flag of 0 or 1, found {header.ImaginaryFlag}");
        }
    }

    private MatVariable ReadFull(in Level4Header header, string name)
    {
        var array = new MatArray
        {
            Path = name,
            Class = ClassOf(header.StorageType),
            StorageType = header.StorageType,
            Dimensions = [header.Rows, header.Columns],
            IsComplex = header.ImaginaryFlag == 1,
            ElementCount = (long)header.Rows * header.Columns,
        };
        SampleBuffer? buffer = _visitor.OnArray(array);
        return new MatVariable
        {
            Name = name,
            Class = array.Class,
            StorageType = array.StorageType,
            Dimensions = array.Dimensions,
            IsComplex = array.IsComplex,
            Numbers = ReadElements(header, array, buffer),
        };
    }

    private double[]? ReadElements(in Level4Header header, MatArray array, SampleBuffer? buffer)
    {
        var elements = new ArrayElements(_file, array.StorageType, array.ElementCount, header.IsBigEndian);
        double[]? numbers = null;
        if (!array.IsComplex && _budget.TryTakeValues(array.ElementCount))
        {
            numbers = elements.ReadNumbers(buffer);
        }
        else if (buffer is not null)
        {
            elements.ReadInto(buffer, _cancellationToken);
        }
        else
        {
            SkipElements(array.ElementCount, array.StorageType);
        }

        SkipImaginaryPart(header);
        return numbers;
    }

    // The characters are numbers of any precision, one per element.
    private MatVariable ReadText(in Level4Header header, string name)
    {
        long[] dimensions = [header.Rows, header.Columns];
        long count = dimensions[0] * dimensions[1];
        string[]? rows = null;
        if (_budget.TryTakeValues(count))
        {
            double[] codes = new ArrayElements(_file, header.StorageType, count, header.IsBigEndian).ReadNumbers(buffer: null);
            rows = CharRows.From(Array.ConvertAll(codes, ToCharacter), dimensions);
        }
        else
        {
            SkipElements(count, header.StorageType);
        }

        SkipImaginaryPart(header);
        return new MatVariable { Name = name, Class = MatClass.Char, Dimensions = dimensions, Text = rows };
    }

    // One row per non-zero element: its row, its column, its value (two columns if it is complex). The
    // last row has the size of the matrix instead of row and column.
    private MatVariable ReadSparse(in Level4Header header, string name)
    {
        if (header.Rows < 1 || header.Columns is not (3 or 4))
        {
            throw _file.Damaged(
                _file.Position,
                $"expected a sparse matrix in 3 or 4 columns and at least one row, found {header.Rows} x {header.Columns}");
        }

        long[] dimensions = [ReadLastOfColumn(header), ReadLastOfColumn(header)];
        SkipElements((long)header.Rows * (header.Columns - 2), header.StorageType);
        SkipImaginaryPart(header);
        return new MatVariable
        {
            Name = name,
            Class = MatClass.Double,
            Dimensions = dimensions,
            IsSparse = true,
            IsComplex = header.Columns == 4 || header.ImaginaryFlag == 1,
        };
    }

    private long ReadLastOfColumn(in Level4Header header)
    {
        SkipElements(header.Rows - 1, header.StorageType);
        long start = _file.Position;
        double last = new ArrayElements(_file, header.StorageType, 1, header.IsBigEndian).ReadNumbers(buffer: null)[0];
        return last is >= 0 and <= int.MaxValue && double.IsInteger(last)
            ? (long)last
            : throw _file.Damaged(start, FormattableString.Invariant($"expected the length of a dimension, found {last}"));
    }

    private void SkipImaginaryPart(in Level4Header header)
    {
        if (header.ImaginaryFlag == 1)
        {
            SkipElements((long)header.Rows * header.Columns, header.StorageType);
        }
    }

    private void SkipElements(long count, SampleType type) =>
        _file.Skip(count * type.Size(), "elements", _cancellationToken);

    // In MATLAB, the class is double whatever the precision, but the storage type is informative: integers are ADC samples.
    private static MatClass ClassOf(SampleType type) => type switch
    {
        SampleType.Single => MatClass.Single,
        SampleType.Int32 => MatClass.Int32,
        SampleType.Int16 => MatClass.Int16,
        SampleType.UInt16 => MatClass.UInt16,
        SampleType.UInt8 => MatClass.UInt8,
        _ => MatClass.Double,
    };

    private static char ToCharacter(double code) =>
        code is >= char.MinValue and <= char.MaxValue && double.IsInteger(code) ? (char)code : '\uFFFD';
}
