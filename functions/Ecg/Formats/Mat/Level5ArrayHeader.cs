namespace Ecg.Formats.Mat;

/// <summary>
/// The beginning of every array: MAT-File Format, "Array Flags Subelement", "Dimensions Array Subelement" and "Array Name
/// Subelement".
/// </summary>
internal readonly record struct Level5ArrayHeader
{
    /// <summary>The class.</summary>
    public required MatClass Class { get; init; }

    /// <summary>Whether an opaque object without dimensions follows.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Whether the array is sparse.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether an imaginary part follows the real one.</summary>
    public bool IsComplex { get; init; }

    /// <summary>Whether the variable is global.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>The lengths of the dimensions, at least two; none for an opaque object.</summary>
    public IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>The product of the dimensions.</summary>
    public long Count { get; init; }

    /// <summary>The name; empty for fields and cells.</summary>
    public string Name { get; init; }

    /// <summary>Reads the flags.</summary>
    /// <param name="flags">The first word of the subelement.</param>
    public static Level5ArrayHeader FromFlags(uint flags)
    {
        byte code = (byte)flags;
        return new Level5ArrayHeader
        {
            Class = (flags & 0x200) != 0 && code is >= 5 and <= 15 ? MatClass.Logical : ClassOf(code),
            IsOpaque = code == 17,
            IsSparse = code == 5,
            IsComplex = (flags & 0x800) != 0,
            IsGlobal = (flags & 0x400) != 0,
            Dimensions = [],
            Name = string.Empty,
        };
    }

    // "MATLAB Array Types (Classes)"; 16 and 17 are not in the document but occur in files.
    private static MatClass ClassOf(byte code) => code switch
    {
        1 => MatClass.Cell,
        2 => MatClass.Struct,
        3 or 17 => MatClass.Object,
        4 => MatClass.Char,
        5 or 6 => MatClass.Double,
        7 => MatClass.Single,
        8 => MatClass.Int8,
        9 => MatClass.UInt8,
        10 => MatClass.Int16,
        11 => MatClass.UInt16,
        12 => MatClass.Int32,
        13 => MatClass.UInt32,
        14 => MatClass.Int64,
        15 => MatClass.UInt64,
        16 => MatClass.FunctionHandle,
        _ => MatClass.Unknown,
    };
}
