using System.Runtime.InteropServices;
using System.Text;

namespace Ecg.Formats.Mat;

/// <summary>Decodes characters in a Level 5 file: MAT-File Format, "Character Array Data".</summary>
internal static class Level5Text
{
    private static readonly UTF32Encoding LittleEndianUtf32 = new(bigEndian: false, byteOrderMark: false);
    private static readonly UTF32Encoding BigEndianUtf32 = new(bigEndian: true, byteOrderMark: false);

    /// <summary>
    /// Returns whether an element can hold this many characters. In UTF-8 and UTF-32, characters and units differ, and
    /// MATLAB itself writes text with a size but no data.
    /// </summary>
    public static bool IsText(in Level5Tag tag, long count) => tag.Type switch
    {
        Level5Type.Int8 or Level5Type.UInt8 => tag.DataLength == 0 || tag.DataLength == count,
        Level5Type.Int16 or Level5Type.UInt16 or Level5Type.Utf16 => tag.DataLength == 0 || tag.DataLength == 2 * count,
        Level5Type.Utf8 => tag.DataLength <= 4 * count,
        Level5Type.Int32 or Level5Type.UInt32 or Level5Type.Utf32 => tag.DataLength <= 4 * count && tag.DataLength % 4 == 0,
        _ => false,
    };

    /// <summary>Decodes the characters.</summary>
    /// <param name="bytes">The bytes; two-byte characters are swapped to this machine's order in place.</param>
    /// <param name="type">A type that <see cref="IsText"/> accepts.</param>
    /// <param name="isBigEndian">The byte order of the file.</param>
    public static ReadOnlySpan<char> Decode(Span<byte> bytes, Level5Type type, bool isBigEndian)
    {
        switch (type)
        {
            case Level5Type.Int8 or Level5Type.UInt8:
                return Encoding.Latin1.GetString(bytes);
            case Level5Type.Utf8:
                return Encoding.UTF8.GetString(bytes);
            case Level5Type.Int16 or Level5Type.UInt16 or Level5Type.Utf16:
                if (isBigEndian == BitConverter.IsLittleEndian)
                {
                    ElementBytes.Reverse(bytes, sizeof(char));
                }

                return MemoryMarshal.Cast<byte, char>(bytes);
            default:
                return (isBigEndian ? BigEndianUtf32 : LittleEndianUtf32).GetString(bytes);
        }
    }
}
