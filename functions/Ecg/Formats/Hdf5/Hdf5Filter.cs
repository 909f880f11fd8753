namespace Ecg.Formats.Hdf5;

/// <summary>A filter of chunks.</summary>
/// <param name="Id">Its registered number.</param>
/// <param name="Value">The first of its parameters, or 0.</param>
internal readonly record struct Hdf5Filter(ushort Id, uint Value)
{
    /// <summary>zlib.</summary>
    public const ushort Deflate = 1;

    /// <summary>Shuffle: the first bytes of all elements, then their second ones and so on.</summary>
    public const ushort Shuffle = 2;

    /// <summary>A checksum after the bytes.</summary>
    public const ushort Fletcher32 = 3;
}
