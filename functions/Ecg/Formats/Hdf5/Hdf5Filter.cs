namespace Ecg.Formats.Hdf5;

/// <summary>A filter that chunks go through when they are written.</summary>
/// <param name="Id">Its registered number.</param>
/// <param name="Value">The first of its parameters, or 0.</param>
internal readonly record struct Hdf5Filter(ushort Id, uint Value)
{
    /// <summary>zlib.</summary>
    public const ushort Deflate = 1;

    /// <summary>The elements' first bytes together, then their second ones and so on.</summary>
    public const ushort Shuffle = 2;

    /// <summary>A checksum behind the bytes.</summary>
    public const ushort Fletcher32 = 3;
}
