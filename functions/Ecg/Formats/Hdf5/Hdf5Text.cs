using System.Text;

namespace Ecg.Formats.Hdf5;

/// <summary>Decodes text in HDF5 files.</summary>
internal static class Hdf5Text
{
    /// <summary>The maximum length of variable-length text: many elements may refer to the same bytes.</summary>
    public const int MaxBytes = 4096;

    /// <summary>
    /// Returns the text up to the first zero byte, as UTF-8: zero padding and zero termination look the same, and ASCII is
    /// a subset of UTF-8.
    /// </summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
