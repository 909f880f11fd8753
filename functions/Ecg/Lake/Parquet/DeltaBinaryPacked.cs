using System.Numerics;

namespace Ecg.Lake.Parquet;

/// <summary>The encoding DELTA_BINARY_PACKED of Parquet's Encodings.md: differences of adjacent values, in few bits.</summary>
internal static class DeltaBinaryPacked
{
    private const int BlockSize = 128;
    private const int MiniBlocks = 4;
    private const int MiniBlockSize = BlockSize / MiniBlocks;

    /// <summary>Encodes values of 32 or 64 bits.</summary>
    /// <param name="values">The values, at least one.</param>
    /// <param name="output">Receives the bytes.</param>
    public static void Encode(ReadOnlySpan<long> values, ByteBuffer output)
    {
        AddHeader(values[0], values.Length, output);
        Span<long> deltas = stackalloc long[BlockSize];
        for (int first = 1; first < values.Length; first += BlockSize)
        {
            int count = Math.Min(BlockSize, values.Length - first);
            EncodeBlock(values.Slice(first - 1, count + 1), deltas[..count], output);
        }
    }

    /// <summary>Encodes values that all differ by the same step from the one before, without a look at each.</summary>
    /// <param name="first">The first value.</param>
    /// <param name="step">The difference.</param>
    /// <param name="count">The number of values, at least one.</param>
    /// <param name="output">Receives the bytes.</param>
    public static void EncodeEven(long first, long step, int count, ByteBuffer output)
    {
        AddHeader(first, count, output);
        for (int block = 1; block < count; block += BlockSize)
        {
            // Beyond the smallest difference no bit is needed.
            output.AddZigzag(step);
            output.Claim(MiniBlocks).Clear();
        }
    }

    private static void AddHeader(long first, int count, ByteBuffer output)
    {
        output.AddVarint(BlockSize);
        output.AddVarint(MiniBlocks);
        output.AddVarint((ulong)count);
        output.AddZigzag(first);
    }

    private static void EncodeBlock(ReadOnlySpan<long> values, Span<long> deltas, ByteBuffer output)
    {
        long smallest = long.MaxValue;
        for (int i = 0; i < deltas.Length; i++)
        {
            deltas[i] = unchecked(values[i + 1] - values[i]);
            smallest = Math.Min(smallest, deltas[i]);
        }

        output.AddZigzag(smallest);
        Span<byte> widths = stackalloc byte[MiniBlocks];
        for (int mini = 0; mini < MiniBlocks; mini++)
        {
            widths[mini] = WidthOf(MiniBlock(deltas, mini), smallest);
        }

        output.Add(widths);
        for (int mini = 0; mini < MiniBlocks; mini++)
        {
            Pack(MiniBlock(deltas, mini), smallest, widths[mini], output);
        }
    }

    private static ReadOnlySpan<long> MiniBlock(ReadOnlySpan<long> deltas, int mini)
    {
        int start = Math.Min(mini * MiniBlockSize, deltas.Length);
        return deltas[start..Math.Min(start + MiniBlockSize, deltas.Length)];
    }

    private static byte WidthOf(ReadOnlySpan<long> deltas, long smallest)
    {
        ulong all = 0;
        foreach (long delta in deltas)
        {
            all |= unchecked((ulong)(delta - smallest));
        }

        return (byte)(64 - BitOperations.LeadingZeroCount(all));
    }

    private static void Pack(ReadOnlySpan<long> deltas, long smallest, int width, ByteBuffer output)
    {
        if (width == 0)
        {
            return;
        }

        // A miniblock is complete even if values run out: the rest is zero.
        Span<byte> bytes = output.Claim(MiniBlockSize * width / 8);
        bytes.Clear();
        int bit = 0;
        foreach (long delta in deltas)
        {
            PackOne(unchecked((ulong)(delta - smallest)), bit, width, bytes);
            bit += width;
        }
    }

    private static void PackOne(ulong value, int bit, int width, Span<byte> bytes)
    {
        while (width > 0)
        {
            int shift = bit & 7;
            int taken = Math.Min(8 - shift, width);
            bytes[bit >> 3] |= (byte)((value & ((1UL << taken) - 1)) << shift);
            value >>= taken;
            bit += taken;
            width -= taken;
        }
    }
}
