namespace Ecg.Lake.Parquet;

/// <summary>Reads the hybrid of runs and bit-packed groups of Encodings.md, RLE: definition levels and indices into a dictionary.</summary>
internal static class HybridRuns
{
    private const int Group = 8;

    /// <summary>Reads numbers.</summary>
    /// <param name="bytes">The runs, one after another.</param>
    /// <param name="width">The bits of a number, at most 32.</param>
    /// <param name="values">Takes the numbers, all of which must be there; what the last group has beyond them is passed over.</param>
    /// <exception cref="InvalidDataException">The bytes end before.</exception>
    public static void Read(ReadOnlySpan<byte> bytes, int width, Span<int> values)
    {
        while (!values.IsEmpty)
        {
            uint head = Head(ref bytes);
            long claimed = (head & 1) == 0 ? head >> 1 : (long)(head >> 1) * Group;
            int count = (int)Math.Min(claimed, values.Length);
            int length = (head & 1) == 0 ? (width + 7) / 8 : (int)Math.Min((claimed * width) / 8, int.MaxValue);
            bool isPacked = (head & 1) == 1;

            // A group at the end may be cut where no value is left to read.
            int needed = isPacked ? (int)((((long)count * width) + 7) / 8) : length;
            if (count == 0 || needed > bytes.Length)
            {
                throw new InvalidDataException("A page of the Parquet file ends before its values.");
            }

            if (isPacked)
            {
                Unpack(bytes[..needed], width, values[..count]);
            }
            else
            {
                values[..count].Fill(Number(bytes[..length]));
            }

            bytes = bytes[Math.Min(length, bytes.Length)..];
            values = values[count..];
        }
    }

    // ULEB128, as Thrift has it.
    private static uint Head(ref ReadOnlySpan<byte> bytes)
    {
        var reader = new ThriftReader(bytes);
        ulong head = reader.Varint();
        bytes = bytes[reader.Position..];
        return head <= uint.MaxValue ? (uint)head : throw new InvalidDataException("A page of the Parquet file has a run of no possible length.");
    }

    private static int Number(ReadOnlySpan<byte> bytes)
    {
        uint value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            value |= (uint)bytes[i] << (8 * i);
        }

        return (int)value;
    }

    private static void Unpack(ReadOnlySpan<byte> bytes, int width, Span<int> values)
    {
        ulong waiting = 0;
        int bits = 0;
        int next = 0;
        uint mask = (uint)((1UL << width) - 1);
        for (int i = 0; i < values.Length; i++)
        {
            while (bits < width)
            {
                waiting |= (ulong)bytes[next++] << bits;
                bits += 8;
            }

            values[i] = (int)((uint)waiting & mask);
            waiting >>= width;
            bits -= width;
        }
    }
}
