using System.Runtime.InteropServices;
using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>A range as written by Octave, <c>0:0.002:10</c>: its rule instead of its elements.</summary>
/// <param name="Base">The first element.</param>
/// <param name="Limit">The bound of the last element.</param>
/// <param name="Increment">The step between two elements.</param>
/// <param name="Count">The number of elements.</param>
/// <remarks>Octave, libinterp/octave-value/ov-range.cc and liboctave/array/Range.cc.</remarks>
internal sealed record OctaveRange(double Base, double Limit, double Increment, long Count)
{
    private const string CountAttribute = "OCTAVE_RANGE_NELEM";
    private const int BlockElements = 8192;

    /// <summary>The dimensions: a row.</summary>
    public IReadOnlyList<long> Dimensions => [1, Count];

    /// <summary>Reads the rule; returns <see langword="null"/> if it is not one of double precision.</summary>
    /// <exception cref="Hdf5Exception">The data set is damaged.</exception>
    public static OctaveRange? Read(Hdf5File file, Hdf5Dataset dataset, Hdf5Attributes attributes, CancellationToken cancellationToken)
    {
        if (dataset.Space.ElementCount != 1
            || dataset.Type.Members is not [{ Name: "base" } first, { Name: "limit" } limit, { Name: "increment" } increment]
            || attributes.Number(CountAttribute) is not { } count || !(count >= 0 && count <= int.MaxValue))
        {
            return null;
        }

        double?[] rule = [ValueOf(first), ValueOf(limit), ValueOf(increment)];
        return rule is [{ } from, { } to, { } step] ? new OctaveRange(from, to, step, (long)count) : null;

        double? ValueOf(Hdf5Member member)
        {
            if (member.Type.Number != SampleType.Double)
            {
                return null;
            }

            using var value = new SampleBuffer(SampleType.Double, file.Share);
            bool isSwapped = member.Type.IsBigEndian == BitConverter.IsLittleEndian;
            dataset.Locate();
            dataset.CopyTo(new(value, dataset.Type.Size, member.Offset, sizeof(double), isSwapped), cancellationToken);
            return Level73Numbers.Values(value, 0, SampleType.Double)[0];
        }
    }

    /// <summary>Appends the elements to a buffer.</summary>
    /// <exception cref="IOException">A temporary file failed.</exception>
    public void CopyTo(SampleBuffer target, CancellationToken cancellationToken)
    {
        double[] block = new double[BlockElements];
        for (long first = 0; first < Count; first += block.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<double> part = block.AsSpan(0, (int)Math.Min(block.Length, Count - first));
            for (int i = 0; i < part.Length; i++)
            {
                part[i] = ElementAt(first + i);
            }

            target.Append(MemoryMarshal.AsBytes(part));
        }
    }

    // The last element may exceed the limit by a rounding error.
    private double ElementAt(long index)
    {
        double element = Base + (index * Increment);
        return Increment < 0 ? Math.Max(element, Limit) : Math.Min(element, Limit);
    }
}
