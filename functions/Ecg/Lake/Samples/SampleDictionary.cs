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
    private const int Codes = 1 << 16;

    private readonly byte[] _isPresent = ArrayPool<byte>.Shared.Rent(Codes);
    private readonly ushort[] _indexOfCode = ArrayPool<ushort>.Shared.Rent(Codes);
    private readonly float[] _values = ArrayPool<float>.Shared.Rent(Codes);
    private readonly ushort[] _indices;
    private int[] _slots = [];

    /// <summary>Creates a dictionary for columns of at most <paramref name="rows"/> samples.</summary>
    public SampleDictionary(int rows)
    {
        _indices = ArrayPool<ushort>.Shared.Rent(rows);
        _isPresent.AsSpan().Clear();
    }

    /// <summary>Writes a column of stored values, and scales each distinct value once.</summary>
    /// <param name="file">The file.</param>
    /// <param name="samples">The stored values, at least one.</param>
    /// <param name="present">Which rows have values, as <see cref="ParquetWriter.WriteDictionary"/> expects it.</param>
    /// <param name="scale">Converts a stored value to a physical value; must be monotonic.</param>
    public void Write(ParquetWriter file, ReadOnlySpan<short> samples, ReadOnlySpan<byte> present, Func<short, float> scale)
    {
        (short min, short max) = Mark(samples);
        int count = scale(min) <= scale(max) ? Number(min, max, 1, scale) : Number(max, min, -1, scale);
        Span<ushort> indices = _indices.AsSpan(0, samples.Length);
        ref ushort indexOfCode = ref MemoryMarshal.GetArrayDataReference(_indexOfCode);
        for (int i = 0; i < samples.Length; i++)
        {
            indices[i] = Unsafe.Add(ref indexOfCode, CodeOf(samples[i]));
        }

        _isPresent.AsSpan(CodeOf(min), max - min + 1).Clear();
        file.WriteDictionary(_values.AsSpan(0, count), indices, present);
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
            SortDictionary(values.Length, count);
            file.WriteDictionary(_values.AsSpan(0, count), _indices.AsSpan(0, values.Length), present);
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
        ArrayPool<byte>.Shared.Return(_isPresent);
        ArrayPool<ushort>.Shared.Return(_indexOfCode);
        ArrayPool<float>.Shared.Return(_values);
        ArrayPool<ushort>.Shared.Return(_indices);
        ArrayPool<int>.Shared.Return(_slots);
    }

    // From 0 to 65 535, the range of the tables by code: indices need no check.
    private static int CodeOf(short sample) => (ushort)(sample - short.MinValue);

    private (short Min, short Max) Mark(ReadOnlySpan<short> samples)
    {
        ref byte isPresent = ref MemoryMarshal.GetArrayDataReference(_isPresent);
        foreach (short sample in samples)
        {
            Unsafe.Add(ref isPresent, CodeOf(sample)) = 1;
        }

        return Extremes(samples);
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

    private int Number(short from, short to, int step, Func<short, float> scale)
    {
        int count = 0;
        for (int code = (int)from; code != to + step; code += step)
        {
            if (_isPresent[CodeOf((short)code)] != 0)
            {
                _values[count] = scale((short)code);
                _indexOfCode[CodeOf((short)code)] = (ushort)count++;
            }
        }

        return count;
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

                _values[count++] = values[i];
                slots[slot] = count;
            }

            _indices[i] = (ushort)(slots[slot] - 1);
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
    private void SortDictionary(int samples, int count)
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

        Span<ushort> indices = _indices.AsSpan(0, samples);
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = _indexOfCode[indices[i]];
        }
    }
}
