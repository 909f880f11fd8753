using System.Buffers.Binary;
using System.Text;

namespace Ecg.Formats.Mat;

/// <summary>The first 128 bytes of a file: MAT-File Format, "Level 5 MAT-File Header Format".</summary>
internal readonly record struct Level5Header
{
    /// <summary>The number of bytes.</summary>
    public const int Length = 128;

    /// <summary>The version of Level 5 files.</summary>
    public const int Version5 = 0x0100;

    /// <summary>The version that MATLAB writes in front of an HDF5 file.</summary>
    public const int Version73 = 0x0200;

    private const int TextLength = 116;
    private const int VersionOffset = 124;

    /// <summary>The version.</summary>
    public int Version { get; private init; }

    /// <summary>Whether the file is big-endian.</summary>
    public bool IsBigEndian { get; private init; }

    /// <summary>The descriptive text, or <see langword="null"/> if there is none.</summary>
    public string? Description { get; private init; }

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">The first bytes of a file.</param>
    /// <param name="header">The header; its version is not validated.</param>
    /// <returns>Whether there are enough bytes, and the text and the endian indicator are valid.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Level5Header header)
    {
        header = default;
        if (bytes.Length < Length || bytes[..4].Contains((byte)0))
        {
            return false;
        }

        // The characters M and I as a 16-bit number, reversed in a little-endian file.
        ReadOnlySpan<byte> version = bytes[VersionOffset..];
        bool isBigEndian = version[2..4].SequenceEqual("MI"u8);
        if (!isBigEndian && !version[2..4].SequenceEqual("IM"u8))
        {
            return false;
        }

        header = new Level5Header
        {
            Version = isBigEndian
                ? BinaryPrimitives.ReadUInt16BigEndian(version)
                : BinaryPrimitives.ReadUInt16LittleEndian(version),
            IsBigEndian = isBigEndian,
            Description = Describe(bytes[..TextLength]),
        };
        return true;
    }

    private static string? Describe(ReadOnlySpan<byte> bytes)
    {
        string text = OneLine.Clean(Encoding.Latin1.GetString(bytes));
        return text.Length == 0 ? null : text;
    }
}
