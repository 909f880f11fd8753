using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>Encodes indices into a dictionary: Encodings.md, RLE_DICTIONARY, as a byte with the width and one bit-packed run.</summary>
internal static class DictionaryIndices
{
    // How much more often than evenly spread values two rows' may agree for packing. On ECG, zstd finds less in what is
    // spread wider than it loses by a width that is no whole number of bytes.
    private const int MostAgreement = 5;

    private const int Bytes = 8;
    private const int Shorts = 16;

    /// <summary>The width in bits of each index: whole bytes, where zstd finds what repeats, unless there is little to find.</summary>
    /// <param name="indices">The indices, at least one.</param>
    /// <param name="dictionarySize">The number of values in the dictionary, at most 65 536.</param>
    public static int WidthOf(ReadOnlySpan<ushort> indices, int dictionarySize)
    {
        if (dictionarySize <= 256)
        {
            return Bytes;
        }

        int fewest = BitOperations.Log2((uint)dictionarySize - 1) + 1;
        return CountAgreements(indices, dictionarySize) << fewest <= (UInt128)MostAgreement * (ulong)indices.Length * (ulong)indices.Length ? fewest : Shorts;
    }

    /// <summary>
    /// How indices of a width are compressed. Those of the fewest bits are spread so evenly that zstd would save a hundredth or two of
    /// them and of their dictionary, for more time than packing them takes.
    /// </summary>
    public static PageCodec CodecOf(int width) => width is Bytes or Shorts ? PageCodec.Zstd : PageCodec.Uncompressed;

    /// <summary>Adds the indices to a page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="indices">The indices, at least one.</param>
    /// <param name="width">Their width, as <see cref="WidthOf"/> chooses it.</param>
    public static void Add(ByteBuffer page, ReadOnlySpan<ushort> indices, int width)
    {
        int groups = (indices.Length + 7) / 8;
        page.Add((byte)width);
        page.AddVarint(((ulong)groups << 1) | 1);

        Span<byte> bytes = page.Claim(groups * width);
        if (width == Shorts)
        {
            MemoryMarshal.AsBytes(indices).CopyTo(bytes);
            bytes[(indices.Length * sizeof(ushort))..].Clear();
        }
        else
        {
            Pack(indices, width, bytes);
        }
    }

    // Of all pairs of rows, those with the same value. Whole numbers, so that every machine chooses alike.
    private static UInt128 CountAgreements(ReadOnlySpan<ushort> indices, int dictionarySize)
    {
        int[] rented = ArrayPool<int>.Shared.Rent(dictionarySize);
        Span<int> counts = rented.AsSpan(0, dictionarySize);
        counts.Clear();
        foreach (ushort index in indices)
        {
            counts[index]++;
        }

        ulong pairs = 0;
        foreach (int count in counts)
        {
            pairs += (ulong)count * (ulong)count;
        }

        ArrayPool<int>.Shared.Return(rented);
        return pairs;
    }

    private static void Pack(ReadOnlySpan<ushort> indices, int width, Span<byte> bytes)
    {
        ulong waiting = 0;
        int bits = 0;
        int place = 0;
        foreach (ushort index in indices)
        {
            waiting |= (ulong)index << bits;
            bits += width;
            if (bits >= 32)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[place..], (uint)waiting);
                place += sizeof(uint);
                waiting >>= 32;
                bits -= 32;
            }
        }

        Span<byte> last = bytes[place..];
        for (int i = 0; i < last.Length; i++)
        {
            last[i] = (byte)waiting;
            waiting >>= 8;
        }
    }
}
