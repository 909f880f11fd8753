using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Signals.Assessment;

/// <summary>Tracks runs of equal samples and passes those that are long enough to a <see cref="RunCounter"/>.</summary>
/// <typeparam name="T">The type of the samples.</typeparam>
internal struct RunTracker<T>
    where T : unmanaged, INumberBase<T>
{
    private RunCounter _counter;
    private T _value;
    private long _length;
    private long _position;

    /// <summary>Creates a tracker.</summary>
    /// <param name="counter">Receives the runs.</param>
    public RunTracker(RunCounter counter) => _counter = counter;

    /// <summary>The runs so far, except one that has not ended.</summary>
    public readonly RunCounter Counter => _counter;

    /// <summary>The number of samples so far.</summary>
    public readonly long Position => _position;

    /// <summary>Adds one sample, which is not missing.</summary>
    public void Add(T sample)
    {
        if (_length == 0 || sample != _value)
        {
            End();
            _value = sample;
        }

        _length++;
        _position++;
    }

    /// <summary>Adds whole vectors of samples, neither missing nor after a missing one.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="first">The place of the first to add, which is not the first of <paramref name="samples"/>.</param>
    /// <param name="count">The number of samples to add, a multiple of a vector's.</param>
    public void Add(ReadOnlySpan<T> samples, int first, int count)
    {
        ref T start = ref MemoryMarshal.GetReference(samples);
        for (int at = first; at < first + count; at += Vector256<T>.Count)
        {
            var vector = Vector256.LoadUnsafe(ref start, (nuint)at);
            var before = Vector256.LoadUnsafe(ref start, (nuint)(at - 1));
            Add(samples.Slice(at, Vector256<T>.Count), Vector256.Equals(vector, before).ExtractMostSignificantBits());
        }
    }

    /// <summary>Adds a missing sample, which ends the current run.</summary>
    public void Skip()
    {
        End();
        _position++;
    }

    /// <summary>Ends the current run.</summary>
    public void End()
    {
        if (_length >= RunCounter.ShortestPlateau)
        {
            _counter.Add(double.CreateTruncating(_value), _position - _length, _position);
        }

        _length = 0;
    }

    // Adds a vector. Bit i is set if sample i equals the one before it.
    private void Add(ReadOnlySpan<T> samples, uint equalToPrevious)
    {
        uint all = uint.MaxValue >> (32 - samples.Length);
        if (equalToPrevious == all && _length > 0)
        {
            _length += samples.Length;
            _position += samples.Length;
            return;
        }

        // Nearly every vector of a real signal ends here: it contains and continues no run that is long enough.
        if (!HasPlateau(equalToPrevious) && _length + BitOperations.TrailingZeroCount(~equalToPrevious) < RunCounter.ShortestPlateau)
        {
            _length = 1 + BitOperations.LeadingZeroCount(~equalToPrevious << (32 - samples.Length));
            _value = samples[^1];
            _position += samples.Length;
            return;
        }

        foreach (T sample in samples)
        {
            Add(sample);
        }
    }

    // A run of five has four samples in a row that equal the previous one.
    private static bool HasPlateau(uint equal) => (equal & (equal >> 1) & (equal >> 2) & (equal >> 3)) != 0;
}
