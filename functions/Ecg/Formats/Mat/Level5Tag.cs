using System.Buffers.Binary;

namespace Ecg.Formats.Mat;

/// <summary>The tag of an element's data: MAT-File Format, "Data Element Format".</summary>
/// <param name="Type">The type of the data.</param>
/// <param name="DataLength">The number of bytes of its data.</param>
/// <param name="IsSmall">Whether data of at most 4 bytes is in the tag itself: "Small Data Element Format".</param>
internal readonly record struct Level5Tag(Level5Type Type, long DataLength, bool IsSmall)
{
    /// <summary>The number of bytes of a tag, including the data of a small element.</summary>
    public const int Length = 8;

    /// <summary>The maximum number of data bytes in a small element.</summary>
    public const int MaxSmallLength = 4;

    /// <summary>The offset of the data from the start of the tag.</summary>
    public int DataOffset => IsSmall ? 4 : Length;

    /// <summary>
    /// The number of bytes that the data occupies. Numbers and text are padded to 8 bytes ("Padding"); an array needs no
    /// padding, because its parts are padded, and compressed data has none.
    /// </summary>
    public long PaddedLength => IsSmall
        ? MaxSmallLength
        : Type is Level5Type.Matrix or Level5Type.Compressed ? DataLength : (DataLength + 7) & ~7L;

    /// <summary>Reads a tag.</summary>
    /// <param name="bytes">Its 8 bytes.</param>
    /// <param name="isBigEndian">Their byte order.</param>
    public static Level5Tag Read(ReadOnlySpan<byte> bytes, bool isBigEndian)
    {
        uint first = Word(bytes, isBigEndian);
        uint smallLength = first >> 16;
        return smallLength == 0
            ? new Level5Tag((Level5Type)first, Word(bytes[4..], isBigEndian), IsSmall: false)
            : new Level5Tag((Level5Type)(first & 0xFFFF), smallLength, IsSmall: true);
    }

    /// <summary>The number type of the data, if they are numbers.</summary>
    public bool TryGetSampleType(out SampleType type)
    {
        (bool isNumber, type) = Type switch
        {
            Level5Type.Int8 => (true, SampleType.Int8),
            Level5Type.UInt8 => (true, SampleType.UInt8),
            Level5Type.Int16 => (true, SampleType.Int16),
            Level5Type.UInt16 => (true, SampleType.UInt16),
            Level5Type.Int32 => (true, SampleType.Int32),
            Level5Type.UInt32 => (true, SampleType.UInt32),
            Level5Type.Int64 => (true, SampleType.Int64),
            Level5Type.UInt64 => (true, SampleType.UInt64),
            Level5Type.Single => (true, SampleType.Single),
            Level5Type.Double => (true, SampleType.Double),
            _ => (false, default),
        };
        return isNumber;
    }

    private static uint Word(ReadOnlySpan<byte> bytes, bool isBigEndian) => isBigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
        : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
