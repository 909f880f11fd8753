using System.Numerics;

namespace Ecg.Signals.Assessment;

/// <summary>Follows runs of equal samples and gives those to a <see cref="RunCounter"/> that are long enough to count.</summary>
/// <typeparam name="T">The type of the samples.</typeparam>
internal struct RunTracker<T>
    where T : unmanaged, INumberBase<T>
{
    private RunCounter _counter;
    private T _value;
    private long _length;

    /// <summary>Creates a tracker.</summary>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    public RunTracker(double? samplingRate) => _counter = RunCounter.ForRate(samplingRate);

    /// <summary>The runs so far, but for the one that has not ended.</summary>
    public readonly RunCounter Counter => _counter;

    /// <summary>Follows one sample, which is not missing.</summary>
    public void Add(T sample)
    {
        if (_length > 0 && sample == _value)
        {
            _length++;
            return;
        }

        End();
        (_value, _length) = (sample, 1);
    }

    /// <summary>Follows a vector of samples, none of which is missing.</summary>
    /// <param name="samples">The samples of the vector.</param>
    /// <param name="equalToPrevious">Bit i tells whether sample i equals the one before it.</param>
    public void Add(ReadOnlySpan<T> samples, uint equalToPrevious)
    {
        var all = uint.MaxValue >> (32 - samples.Length);
        if (equalToPrevious == all && _length > 0)
        {
            _length += samples.Length;
            return;
        }

        // Nearly every vector of a real signal ends here: no run in it, or going on from before it, is long enough.
        if (!HasPlateau(equalToPrevious) && _length + BitOperations.TrailingZeroCount(~equalToPrevious) < RunCounter.ShortestPlateau)
        {
            _length = 1 + BitOperations.LeadingZeroCount(~equalToPrevious << (32 - samples.Length));
            _value = samples[^1];
            return;
        }

        foreach (var sample in samples)
        {
            Add(sample);
        }
    }

    /// <summary>Ends the current run: a missing sample, or the end of the lead.</summary>
    public void End()
    {
        if (_length >= RunCounter.ShortestPlateau)
        {
            _counter.Add(double.CreateTruncating(_value), _length);
        }

        _length = 0;
    }

    // A run of five has four samples in a row that equal the one before.
    private static bool HasPlateau(uint equal) => (equal & (equal >> 1) & (equal >> 2) & (equal >> 3)) != 0;
}
