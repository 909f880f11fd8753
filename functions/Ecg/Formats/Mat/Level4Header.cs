using System.Buffers.Binary;

namespace Ecg.Formats.Mat;

/// <summary>The header of a matrix: MAT-File Format, "Level 4 MAT-File Matrix Header Format".</summary>
internal readonly record struct Level4Header
{
    /// <summary>The number of bytes of the header without the name that follows it.</summary>
    public const int Length = 20;

    /// <summary>Whether the fields, and with them the elements, are big-endian.</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>The digit M of the type field: the machine that wrote the numbers.</summary>
    public int Machine { get; private init; }

    /// <summary>The digit P of the type field: the number type of the elements.</summary>
    public int Precision { get; private init; }

    /// <summary>The digit T of the type field: 0 a full matrix, 1 text, 2 a sparse matrix.</summary>
    public int Kind { get; private init; }

    /// <summary>The field <c>mrows</c>.</summary>
    public int Rows { get; private init; }

    /// <summary>The field <c>ncols</c>.</summary>
    public int Columns { get; private init; }

    /// <summary>The field <c>imagf</c>: 1 if an imaginary part follows the real one.</summary>
    public int ImaginaryFlag { get; private init; }

    /// <summary>The field <c>namlen</c>: the length of the name, including its terminating zero byte.</summary>
    public int NameLength { get; private init; }

    /// <summary>The number type of the elements.</summary>
    public SampleType StorageType => Precision switch
    {
        0 => SampleType.Double,
        1 => SampleType.Single,
        2 => SampleType.Int32,
        3 => SampleType.Int16,
        4 => SampleType.UInt16,
        _ => SampleType.UInt8,
    };

    /// <summary>Reads a header in the byte order that makes its type field valid.</summary>
    /// <param name="bytes">The first bytes of a variable.</param>
    /// <param name="header">The header; its other fields are not validated.</param>
    /// <returns>Whether there are enough bytes and the type field is valid.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Level4Header header)
    {
        header = default;
        if (bytes.Length < Length)
        {
            return false;
        }

        // Only 0 is the same in both orders, and its digit M means little-endian.
        bool isBigEndian = !IsType(BinaryPrimitives.ReadInt32LittleEndian(bytes));
        int type = Field(bytes, 0, isBigEndian);
        if (!IsType(type))
        {
            return false;
        }

        header = new Level4Header
        {
            IsBigEndian = isBigEndian,
            Machine = type / 1000,
            Precision = type / 10 % 10,
            Kind = type % 10,
            Rows = Field(bytes, 1, isBigEndian),
            Columns = Field(bytes, 2, isBigEndian),
            ImaginaryFlag = Field(bytes, 3, isBigEndian),
            NameLength = Field(bytes, 4, isBigEndian),
        };
        return true;
    }

    // The decimal digits MOPT: M 0 to 4, O always 0, P 0 to 5, T 0 to 2.
    private static bool IsType(int type) =>
        type is >= 0 and < 5000 && type / 100 % 10 == 0 && type / 10 % 10 <= 5 && type % 10 <= 2;

    private static int Field(ReadOnlySpan<byte> bytes, int index, bool isBigEndian) => isBigEndian
        ? BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * index)..])
        : BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * index)..]);
}
