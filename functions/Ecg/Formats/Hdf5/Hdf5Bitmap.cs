namespace Ecg.Formats.Hdf5;

/// <summary>Bits that mark the written pages of an array, most significant bit first.</summary>
internal static class Hdf5Bitmap
{
    /// <summary>Returns whether a bit is set.</summary>
    public static bool IsSet(ReadOnlySpan<byte> bitmap, long bit) =>
        (bitmap[(int)(bit / 8)] & (0x80 >> (int)(bit % 8))) != 0;
}
