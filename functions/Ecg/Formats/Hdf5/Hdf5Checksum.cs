using System.Buffers.Binary;
using System.Numerics;

namespace Ecg.Formats.Hdf5;

/// <summary>The checksums of HDF5.</summary>
internal static class Hdf5Checksum
{
    /// <summary>
    /// Bob Jenkins' lookup3 with an initial value of 0, which closes every metadata structure of version 2 and later
    /// (HDF5 File Format Specification 3.0, II.A and IV.A.1.b).
    /// </summary>
    public static uint Lookup3(ReadOnlySpan<byte> bytes)
    {
        uint a = 0xDEADBEEF + (uint)bytes.Length;
        uint b = a;
        uint c = a;
        if (bytes.IsEmpty)
        {
            return c;
        }

        while (bytes.Length > 12)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            b += BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
            Mix(ref a, ref b, ref c);
            bytes = bytes[12..];
        }

        Span<byte> last = stackalloc byte[12];
        last.Clear();
        bytes.CopyTo(last);
        a += BinaryPrimitives.ReadUInt32LittleEndian(last);
        b += BinaryPrimitives.ReadUInt32LittleEndian(last[4..]);
        c += BinaryPrimitives.ReadUInt32LittleEndian(last[8..]);
        return Finish(a, b, c);
    }

    /// <summary>
    /// Fletcher's checksum over 16-bit big-endian words, an odd last byte as the upper half of one: the filter fletcher32.
    /// </summary>
    public static uint Fletcher32(ReadOnlySpan<byte> bytes)
    {
        // 360 words are the most whose sums cannot overflow 32 bits before they are reduced.
        const int WordsBetweenReductions = 360;
        uint sum1 = 0u;
        uint sum2 = 0u;
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

        return (Reduce(sum2) << 16) | Reduce(sum1);
    }

    private static uint Reduce(uint sum) => (sum & 0xFFFF) + (sum >> 16);

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        a = (a - c) ^ BitOperations.RotateLeft(c, 4);
        c += b;
        b = (b - a) ^ BitOperations.RotateLeft(a, 6);
        a += c;
        c = (c - b) ^ BitOperations.RotateLeft(b, 8);
        b += a;
        a = (a - c) ^ BitOperations.RotateLeft(c, 16);
        c += b;
        b = (b - a) ^ BitOperations.RotateLeft(a, 19);
        a += c;
        c = (c - b) ^ BitOperations.RotateLeft(b, 4);
        b += a;
    }

    private static uint Finish(uint a, uint b, uint c)
    {
        c = (c ^ b) - BitOperations.RotateLeft(b, 14);
        a = (a ^ c) - BitOperations.RotateLeft(c, 11);
        b = (b ^ a) - BitOperations.RotateLeft(a, 25);
        c = (c ^ b) - BitOperations.RotateLeft(b, 16);
        a = (a ^ c) - BitOperations.RotateLeft(c, 4);
        b = (b ^ a) - BitOperations.RotateLeft(a, 14);
        return (c ^ b) - BitOperations.RotateLeft(b, 24);
    }
}
