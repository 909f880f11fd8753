using System.Buffers.Binary;
using System.Text;

namespace Ecg.Formats.Mat.Writing;

/// <summary>The first 128 bytes of Level 5 and v7.3 files (MAT-File Format, "Level 5 MAT-File Header").</summary>
internal static class MatHeader
{
    /// <summary>The version of a Level 5 file.</summary>
    public const short Level5 = 0x0100;

    /// <summary>The version of a v7.3 file.</summary>
    public const short Level73 = 0x0200;

    private const int Size = 128;
    private const int TextSize = 116;

    /// <summary>Creates the header of a little-endian file.</summary>
    /// <exception cref="ArgumentException">The text is too long, or not ASCII.</exception>
    public static byte[] Create(string description, short version)
    {
        if (description.Length > TextSize || !Ascii.IsValid(description))
        {
            throw new ArgumentException($"A MAT-file's header text is ASCII of at most {TextSize} characters.", nameof(description));
        }

        byte[] header = new byte[Size];
        header.AsSpan(0, TextSize).Fill((byte)' ');
        Encoding.ASCII.GetBytes(description, header);
        BinaryPrimitives.WriteInt16LittleEndian(header.AsSpan(124), version);
        "IM"u8.CopyTo(header.AsSpan(126));
        return header;
    }
}
