namespace Ecg.Formats.Hdf5;

/// <summary>Bits that say which pages of an array have been written, the highest of a byte first.</summary>
internal static class Hdf5Bitmap
{
    /// <summary>Whether a bit is set.</summary>
    public static bool IsSet(ReadOnlySpan<byte> bitmap, long bit) =>
        (bitmap[(int)(bit / 8)] & (0x80 >> (int)(bit % 8))) != 0;
}
