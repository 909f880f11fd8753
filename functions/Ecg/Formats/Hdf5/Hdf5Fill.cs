namespace Ecg.Formats.Hdf5;

/// <summary>Elements that were never written.</summary>
internal static class Hdf5Fill
{
    /// <summary>Writes the same element repeatedly.</summary>
    /// <param name="value">The element; zeros if empty.</param>
    /// <param name="destination">Receives a whole number of elements.</param>
    public static void Write(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        if (value.IndexOfAnyExcept((byte)0) < 0)
        {
            destination.Clear();
            return;
        }

        for (; !destination.IsEmpty; destination = destination[value.Length..])
        {
            value.CopyTo(destination);
        }
    }
}
