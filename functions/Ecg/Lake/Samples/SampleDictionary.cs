using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ecg.Lake.Parquet;

namespace Ecg.Lake.Samples;

/// <summary>
/// Turns a column's samples into a dictionary of distinct values and indices into it. ECGs are quantised: a lead has far
/// fewer distinct values than samples. The memory is reused for each column.
/// </summary>
internal sealed class SampleDictionary : IDisposable
{
    private const int Codes = DictionaryIndices.Codes;

    private readonly int[] _counts = ArrayPool<int>.Shared.Rent(2 * Codes);
    private readonly ushort[] _indexOfCode = ArrayPool<ushort>.Shared.Rent(Codes);
    private readonly float[] _values = ArrayPool<float>.Shared.Rent(Codes);
    private readonly ushort[] _codes;
    private int[] _slots = [];

    /// <summary>Creates a dictionary for columns of at most <paramref name="rows"/> samples.</summary>
    public SampleDictionary(int rows) => _codes = ArrayPool<ushort>.Shared.Rent(rows);

    /// <summary>Writes a column of stored values, and scales each distinct value once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="samples">The stored values, at least one.</param>
    /// <param name="present">Which rows have values, as <see cref="ParquetWriter.WriteDictionary"/> expects it.</param>
    /// <param name="scale">Converts a stored value to a physical value; must be monotonic.</param>
    public void Write(ParquetWriter file, ReadOnlySpan<short> samples, ReadOnlySpan<byte> present, Func<short, float> scale)
    {
        (short min, short max) = Extremes(samples);
        ReadOnlySpan<int> counts = Count(samples, min, max);
        bool isRising = scale(min) <= scale(max);
        int distinct = 0;
        ulong agreements = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            int offset = isRising ? i : counts.Length - 1 - i;
            if (counts[offset] > 0)
            {
                short sample = (short)(min + offset);
                _values[distinct] = scale(sample);
                _indexOfCode[(ushort)sample] = (ushort)distinct++;
                agreements += (ulong)counts[offset] * (ulong)counts[offset];
            }
        }

        Write(file, MemoryMarshal.Cast<short, ushort>(samples), distinct, agreements, present);
    }

    /// <summary>Writes a column of values, with a dictionary if that is smaller.</summary>
    /// <param name="file">The file.</param>
    /// <param name="values">The values, at least one, none of them NaN.</param>
    /// <param name="present">Which rows have values, as <see cref="ParquetWriter.WriteDictionary"/> expects it.</param>
    public void Write(ParquetWriter file, ReadOnlySpan<float> values, ReadOnlySpan<byte> present)
    {
        int? distinct = CountDistinct(values);
        if (distinct is { } count)
        {
            SortDictionary(count);
            Write(file, _codes.AsSpan(0, values.Length), count, Agreements(_counts.AsSpan(0, count)), present);
            return;
        }

        (float min, float max) = (values[0], values[0]);
        foreach (float value in values)
        {
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        file.WriteFloats(values, present, min, max);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_counts);
        ArrayPool<ushort>.Shared.Return(_indexOfCode);
        ArrayPool<float>.Shared.Return(_values);
        ArrayPool<ushort>.Shared.Return(_codes);
        ArrayPool<int>.Shared.Return(_slots);
    }

    // How often each value from the smallest to the largest is there. Neighbours are often equal, and a processor waits for the count
    // that it has just written: so they are counted apart.
    private ReadOnlySpan<int> Count(ReadOnlySpan<short> samples, short min, short max)
    {
        Span<int> counts = _counts.AsSpan(0, max - min + 1);
        Span<int> others = _counts.AsSpan(Codes, counts.Length);
        counts.Clear();
        others.Clear();
        ref int first = ref MemoryMarshal.GetReference(counts);
        ref int other = ref MemoryMarshal.GetReference(others);
        int pairs = samples.Length & ~1;
        for (int i = 0; i < pairs; i += 2)
        {
            Unsafe.Add(ref first, samples[i] - min)++;
            Unsafe.Add(ref other, samples[i + 1] - min)++;
        }

        if (pairs < samples.Length)
        {
            counts[samples[pairs] - min]++;
        }

        for (int i = 0; i < counts.Length; i++)
        {
            counts[i] += others[i];
        }

        return counts;
    }

    private static (short Min, short Max) Extremes(ReadOnlySpan<short> samples)
    {
        (short min, short max) = (samples[0], samples[0]);
        (Vector<short> least, Vector<short> most) = (new Vector<short>(min), new Vector<short>(max));
        ReadOnlySpan<Vector<short>> vectors = MemoryMarshal.Cast<short, Vector<short>>(samples);
        foreach (Vector<short> vector in vectors)
        {
            least = Vector.Min(least, vector);
            most = Vector.Max(most, vector);
        }

        for (int lane = 0; lane < Vector<short>.Count; lane++)
        {
            min = Math.Min(min, least[lane]);
            max = Math.Max(max, most[lane]);
        }

        foreach (short sample in samples[(vectors.Length * Vector<short>.Count)..])
        {
            min = Math.Min(min, sample);
            max = Math.Max(max, sample);
        }

        return (min, max);
    }

    // Gives up if there are so many values that a dictionary would save nothing.
    private int? CountDistinct(ReadOnlySpan<float> values)
    {
        int limit = Math.Min(Codes, (values.Length / 2) + 1);
        Span<int> slots = EmptySlots(limit);
        int shift = 32 - BitOperations.Log2((uint)slots.Length);
        int count = 0;
        for (int i = 0; i < values.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(values[i]);
            int slot = (int)((bits * 2654435769u) >> shift);
            while (slots[slot] != 0 && BitConverter.SingleToUInt32Bits(_values[slots[slot] - 1]) != bits)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            if (slots[slot] == 0)
            {
                if (count == limit)
                {
                    return null;
                }

                _counts[count] = 0;
                _values[count++] = values[i];
                slots[slot] = count;
            }

            int code = slots[slot] - 1;
            _codes[i] = (ushort)code;
            _counts[code]++;
        }

        return count;
    }

    // A power of two that leaves half of the slots free, for short probing.
    private Span<int> EmptySlots(int limit)
    {
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)limit * 2);
        if (_slots.Length < count)
        {
            ArrayPool<int>.Shared.Return(_slots);
            _slots = ArrayPool<int>.Shared.Rent(count);
        }

        Span<int> slots = _slots.AsSpan(0, count);
        slots.Clear();
        return slots;
    }

    // Adjacent values get adjacent indices, which zstd compresses better than the order of appearance.
    private void SortDictionary(int count)
    {
        Span<int> places = _slots.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            places[i] = i;
        }

        _values.AsSpan(0, count).Sort(places);
        for (int i = 0; i < count; i++)
        {
            _indexOfCode[places[i]] = (ushort)i;
        }
    }

    private static ulong Agreements(ReadOnlySpan<int> counts)
    {
        ulong pairs = 0;
        foreach (int count in counts)
        {
            pairs += (ulong)count * (ulong)count;
        }

        return pairs;
    }

    private void Write(ParquetWriter file, ReadOnlySpan<ushort> codes, int distinct, ulong agreements, ReadOnlySpan<byte> present) =>
        file.WriteDictionary(_values.AsSpan(0, distinct), new DictionaryIndices(codes, _indexOfCode, distinct, agreements), present);
}
