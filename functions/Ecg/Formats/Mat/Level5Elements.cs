using System.Buffers.Binary;

namespace Ecg.Formats.Mat;

/// <summary>Reads the elements of an array, none of which may extend beyond it.</summary>
/// <param name="source">The source, positioned within an array.</param>
/// <param name="isBigEndian">The byte order.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
internal sealed class Level5Elements(ForwardReader source, bool isBigEndian, CancellationToken cancellationToken)
{
    /// <summary>More dimensions than any signal has, and few enough to compute their product at once.</summary>
    private const int MaxDimensions = 64;

    /// <summary>The bytes after the elements.</summary>
    public ForwardReader Source => source;

    /// <summary>The byte order.</summary>
    public bool IsBigEndian => isBigEndian;

    /// <summary>Reads a tag whose data ends before <paramref name="end"/>.</summary>
    /// <param name="what">A description of the element, for the error message.</param>
    /// <param name="end">The end of the enclosing array.</param>
    /// <exception cref="RejectedException">There is no room for the element.</exception>
    public Level5Tag ReadTag(string what, long end)
    {
        cancellationToken.ThrowIfCancellationRequested();
        long start = source.Position;
        if (end - start < Level5Tag.Length)
        {
            throw source.Damaged(start, $"expected {what}, found the end of the array");
        }

        ReadOnlySpan<byte> bytes = source.Peek(Level5Tag.Length).Span;
        if (bytes.Length < Level5Tag.Length)
        {
            throw source.CutShort(start, $"the tag of {what}", Level5Tag.Length, bytes.Length);
        }

        var tag = Level5Tag.Read(bytes, isBigEndian);
        long room = tag.IsSmall ? Level5Tag.MaxSmallLength : end - start - Level5Tag.Length;
        if (tag.DataLength > room)
        {
            throw source.Damaged(start, $"expected at most {Counted.Of(room, "byte")} of {what}, found a length of {tag.DataLength}");
        }

        source.Skip(tag.DataOffset, what, cancellationToken);
        return tag;
    }

    /// <summary>Moves to the byte after an element.</summary>
    /// <param name="tag">The element's tag.</param>
    /// <param name="start">The start of its data.</param>
    /// <param name="end">The end of the enclosing array; the padding of the last element may be missing.</param>
    public void SkipRest(in Level5Tag tag, long start, long end) => SkipTo(Math.Min(start + tag.PaddedLength, end));

    /// <summary>Skips to a position.</summary>
    public void SkipTo(long place) => source.Skip(place - source.Position, "an array", cancellationToken);

    /// <summary>Reads the flags, the dimensions and the name.</summary>
    /// <exception cref="RejectedException">They are damaged.</exception>
    public Level5ArrayHeader ReadHeader(long end)
    {
        var header = Level5ArrayHeader.FromFlags(ReadFlags(end));
        if (header.IsOpaque)
        {
            return header with { Name = ReadName("an array's name", end) };
        }

        long[] dimensions = ReadDimensions(end, out long count);
        return header with { Dimensions = dimensions, Count = count, Name = ReadName("an array's name", end) };
    }

    /// <summary>Reads a name.</summary>
    /// <param name="what">Whose name it is, for the error message.</param>
    /// <param name="end">The end of the enclosing array.</param>
    /// <exception cref="RejectedException">The bytes are not a name.</exception>
    public string ReadName(string what, long end)
    {
        Level5Tag tag = ReadTag(what, end);
        long start = source.Position;
        if (tag.Type is not (Level5Type.Int8 or Level5Type.UInt8 or Level5Type.Utf8) || tag.DataLength > MatName.MaxLength)
        {
            throw source.Damaged(start, $"expected {what} of at most {MatName.MaxLength} bytes, found {Describe(tag)}");
        }

        Span<byte> bytes = stackalloc byte[(int)tag.DataLength];
        string name = ReadName(bytes, what);
        SkipRest(tag, start, end);
        return name;
    }

    /// <summary>Reads a name of a known length.</summary>
    /// <param name="bytes">Receives the bytes.</param>
    /// <param name="what">Whose name it is, for the error message.</param>
    /// <exception cref="RejectedException">The bytes are not a name.</exception>
    public string ReadName(Span<byte> bytes, string what)
    {
        long start = source.Position;
        source.ReadExactly(bytes, what);
        return MatName.TryDecode(bytes, out string? name)
            ? name
            : throw source.Unexpected(start, what, bytes);
    }

    /// <summary>Reads a 32-bit number that is a separate element.</summary>
    /// <param name="what">A description of the number, for the error message.</param>
    /// <param name="end">The end of the enclosing array.</param>
    /// <exception cref="RejectedException">It has another type or length.</exception>
    public int ReadInt32(string what, long end)
    {
        Level5Tag tag = ReadTag(what, end);
        long start = source.Position;
        if (tag.Type is not (Level5Type.Int32 or Level5Type.UInt32) || tag.DataLength != sizeof(int))
        {
            throw source.Damaged(start, $"expected {what} as one 32-bit number, found {Describe(tag)}");
        }

        Span<byte> bytes = stackalloc byte[sizeof(int)];
        source.ReadExactly(bytes, what);
        SkipRest(tag, start, end);
        return ToInt32(bytes);
    }

    /// <summary>Returns a description of an element.</summary>
    public static string Describe(in Level5Tag tag) => $"{Counted.Of(tag.DataLength, "byte")} of type {(int)tag.Type}";

    private uint ReadFlags(long end)
    {
        const string What = "an array's flags";
        Level5Tag tag = ReadTag(What, end);
        if (tag.Type is not (Level5Type.UInt32 or Level5Type.Int32) || tag.DataLength != 2 * sizeof(uint))
        {
            throw source.Damaged(source.Position, $"expected {What} as two 32-bit numbers, found {Describe(tag)}");
        }

        // The second word, the capacity of a sparse array, is not needed.
        Span<byte> bytes = stackalloc byte[2 * sizeof(uint)];
        source.ReadExactly(bytes, What);
        return (uint)ToInt32(bytes);
    }

    private long[] ReadDimensions(long end, out long count)
    {
        const string What = "an array's dimensions";
        Level5Tag tag = ReadTag(What, end);
        long start = source.Position;
        if (tag.Type is not (Level5Type.Int32 or Level5Type.UInt32)
            || tag.DataLength is < 2 * sizeof(int) or > MaxDimensions * sizeof(int)
            || tag.DataLength % sizeof(int) != 0)
        {
            throw source.Damaged(start, $"expected {What} as 2 to {MaxDimensions} 32-bit numbers, found {Describe(tag)}");
        }

        Span<byte> bytes = stackalloc byte[(int)tag.DataLength];
        source.ReadExactly(bytes, What);
        long[] dimensions = new long[bytes.Length / sizeof(int)];
        for (int i = 0; i < dimensions.Length; i++)
        {
            dimensions[i] = ToInt32(bytes[(i * sizeof(int))..]);
        }

        count = Multiply(dimensions, start);
        SkipRest(tag, start, end);
        return dimensions;
    }

    private long Multiply(long[] dimensions, long start)
    {
        long count = Array.IndexOf(dimensions, 0) < 0 ? 1L : 0L;
        foreach (long length in dimensions)
        {
            if (length < 0)
            {
                throw source.Damaged(start, $"expected the length of a dimension, found {length}");
            }

            // An element of an array cannot exceed 4 GiB, and so neither can its number of elements.
            count *= length;
            if (count > uint.MaxValue)
            {
                throw source.Damaged(start, $"a size of {string.Join(" x ", dimensions)} is more than an array can hold");
            }
        }

        return count;
    }

    private int ToInt32(ReadOnlySpan<byte> bytes) => isBigEndian
        ? BinaryPrimitives.ReadInt32BigEndian(bytes)
        : BinaryPrimitives.ReadInt32LittleEndian(bytes);
}
