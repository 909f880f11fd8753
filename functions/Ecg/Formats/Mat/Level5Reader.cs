using System.Runtime.ExceptionServices;

namespace Ecg.Formats.Mat;

/// <summary>
/// Reads MAT-File Format, "Level 5 MAT-File Format": a header and consecutive data elements until the file ends.
/// </summary>
internal sealed class Level5Reader
{
    private readonly ForwardReader _file;
    private readonly IMatVisitor _visitor;
    private readonly ReadBudget _budget;
    private readonly CancellationToken _cancellationToken;
    private MatFormat _format = MatFormat.V6;
    private bool _isBigEndian;
    private string? _name;

    /// <summary>Creates a reader.</summary>
    /// <param name="file">The file, positioned at its first byte.</param>
    /// <param name="visitor">Receives the arrays and variables.</param>
    /// <param name="budget">The limits for the file.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public Level5Reader(ForwardReader file, IMatVisitor visitor, ReadBudget budget, CancellationToken cancellationToken)
    {
        _file = file;
        _visitor = visitor;
        _budget = budget;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads the whole file after its header.</summary>
    /// <exception cref="RejectedException">The file is damaged or too large.</exception>
    public MatFileInfo Read()
    {
        Level5Header.TryRead(_file.Peek(Level5Header.Length).Span, out Level5Header header);
        _file.Skip(Level5Header.Length, "the header", _cancellationToken);
        _isBigEndian = header.IsBigEndian;

        while (TryReadTag(out Level5Tag tag))
        {
            _budget.TakeVariable(_file);
            ReadElement(tag);
            (_file.Variable, _name) = (null, null);
        }

        return new MatFileInfo(_format, _isBigEndian, header.Description);
    }

    private bool TryReadTag(out Level5Tag tag)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        tag = default;
        ReadOnlySpan<byte> bytes = _file.Peek(Level5Tag.Length).Span;
        if (!bytes.ContainsAnyExcept((byte)0))
        {
            ExpectPadding();
            return false;
        }

        if (bytes.Length < Level5Tag.Length)
        {
            throw _file.CutShort(_file.Position, "an element's tag", Level5Tag.Length, bytes.Length);
        }

        tag = Level5Tag.Read(bytes, _isBigEndian);
        if (tag.IsSmall && tag.DataLength > Level5Tag.MaxSmallLength)
        {
            throw _file.Unexpected(_file.Position, "the tag of an element", bytes);
        }

        _file.Skip(tag.DataOffset, "an element's tag", _cancellationToken);
        return true;
    }

    // Some writers pad a file to whole blocks. A tag is never all zero, because there is no type 0.
    private void ExpectPadding()
    {
        long start = _file.Position;
        if (!_file.HasOnlyZerosLeft(_cancellationToken))
        {
            throw _file.Damaged(start, $"expected an element, found zero bytes and then others at byte {_file.Position}");
        }
    }

    private void ReadElement(in Level5Tag tag)
    {
        long end = _file.Position + tag.PaddedLength;
        long overshoot = 0;
        RejectedException? damage = null;
        MatVariable? variable = null;
        try
        {
            variable = ReadVariable(tag, end, out overshoot);
        }
        catch (RejectedException exception) when (exception.Reason == RejectionReason.CorruptFile)
        {
            damage = exception;
        }

        SkipTo(Math.Max(end - overshoot, _file.Position), damage);
        if (damage is not null)
        {
            _visitor.OnDamaged(_name, damage);
        }
        else if (variable is not null)
        {
            _visitor.OnVariable(variable);
        }
    }

    private MatVariable? ReadVariable(in Level5Tag tag, long end, out long overshoot)
    {
        overshoot = 0;
        return tag switch
        {
            { IsSmall: false, DataLength: > 0, Type: Level5Type.Matrix } => ReadArray(_file, end, out _, out overshoot),
            { IsSmall: false, Type: Level5Type.Compressed } => ReadCompressed(tag.DataLength),
            _ => null,
        };
    }

    // If the file ends within a damaged element, the damage is the better explanation.
    private void SkipTo(long end, RejectedException? damage)
    {
        try
        {
            _file.Skip(end - _file.Position, "an element", _cancellationToken);
        }
        catch (RejectedException) when (damage is not null)
        {
            ExceptionDispatchInfo.Throw(damage);
        }
    }

    private MatVariable? ReadArray(ForwardReader source, long end, out bool isKept, out long overshoot)
    {
        var reader = new Level5ArrayReader(source, _isBigEndian, _visitor, _budget, _cancellationToken);
        try
        {
            MatVariable? variable = reader.ReadVariable(end);
            isKept = reader.HasKept;
            overshoot = reader.Overshoot;
            return variable;
        }
        finally
        {
            _name = reader.Name;
        }
    }

    // "miCOMPRESSED": zlib data of one element, usually an array.
    private MatVariable? ReadCompressed(long length)
    {
        _format = MatFormat.V7;
        using var inflated = InflatingReader.Open(_file, length);
        try
        {
            return ReadInflated(inflated);
        }
        finally
        {
            // A damaged variable counts against the limits like any other.
            _file.Variable = inflated.Variable;
            _budget.TakeInflated(_file, inflated.Position);
        }
    }

    private MatVariable? ReadInflated(InflatingReader inflated)
    {
        Span<byte> bytes = stackalloc byte[Level5Tag.Length];
        inflated.ReadExactly(bytes, "an element's tag");
        var tag = Level5Tag.Read(bytes, _isBigEndian);
        if (tag.IsSmall || tag.Type != Level5Type.Matrix)
        {
            throw inflated.Damaged(0, $"expected a compressed array, found an element of type {(int)tag.Type}");
        }

        if (tag.DataLength == 0)
        {
            return null;
        }

        long end = inflated.Position + tag.DataLength;
        MatVariable? variable = ReadArray(inflated, end, out bool isKept, out long overshoot);

        // Data that nobody needs is not decompressed; data that was used must be complete, with a valid checksum.
        if (isKept)
        {
            inflated.Skip(Math.Max(end - overshoot - inflated.Position, 0), "an array", _cancellationToken);
            inflated.ExpectEnd();
        }

        return variable;
    }
}
