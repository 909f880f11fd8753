namespace Ecg.Formats.Hdf5;

/// <summary>
/// Fletcher's checksum over 16-bit big-endian words, an odd last byte as the upper half of one: the filter fletcher32. Bytes
/// may be added in parts of even length.
/// </summary>
internal struct Hdf5Fletcher32
{
    // The sums of up to 360 words cannot overflow 32 bits before they are reduced.
    private const int WordsBetweenReductions = 360;

    private uint _sum1;
    private uint _sum2;

    /// <summary>The checksum of the bytes added so far.</summary>
    public readonly uint Value => (Reduce(_sum2) << 16) | Reduce(_sum1);

    /// <summary>Adds bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        (uint sum1, uint sum2) = (_sum1, _sum2);
        while (bytes.Length > 1)
        {
            ReadOnlySpan<byte> block = bytes[..Math.Min(bytes.Length & ~1, 2 * WordsBetweenReductions)];
            bytes = bytes[block.Length..];
            for (int i = 0; i < block.Length; i += 2)
            {
                sum1 += (uint)((block[i] << 8) | block[i + 1]);
                sum2 += sum1;
            }

            sum1 = Reduce(sum1);
            sum2 = Reduce(sum2);
        }

        if (!bytes.IsEmpty)
        {
            sum1 = Reduce(sum1 + (uint)(bytes[0] << 8));
            sum2 = Reduce(sum2 + sum1);
        }

        (_sum1, _sum2) = (sum1, sum2);
    }

    /// <summary>Compares the checksum with the stored one.</summary>
    /// <exception cref="Hdf5Exception">They differ.</exception>
    public readonly void Verify(uint stored)
    {
        // Some releases of the library swapped the two bytes of each half of the sum; the library accepts both, and so does this reader.
        uint swapped = ((Value & 0x00FF00FF) << 8) | ((Value >> 8) & 0x00FF00FF);
        if (stored != Value && stored != swapped)
        {
            throw Hdf5Exception.Corrupt("the checksum of a chunk is wrong");
        }
    }

    private static uint Reduce(uint sum) => (sum & 0xFFFF) + (sum >> 16);
}
