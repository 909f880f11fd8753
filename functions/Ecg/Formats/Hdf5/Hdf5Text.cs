using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>Text as HDF5 stores it.</summary>
internal static class Hdf5Text
{
    /// <summary>The longest text of a variable length that is read: many may point at the same bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>
    /// The text up to the first byte 0, as UTF-8: padding with zeros and termination by one look the same, and ASCII is
    /// a part of UTF-8.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
