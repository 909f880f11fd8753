using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>Counts the samples in runs of equal values: flat stretches, and plateaus at the extremes.</summary>
/// <remarks>Receives every run that is long enough to count, in any order.</remarks>
internal struct RunCounter
{
    /// <summary>
    /// The number of equal samples at a lead's extreme that make a plateau. At the resolutions and rates of recorders, the top of
    /// a wave stays below it; the rail of a saturated amplifier does not.
    /// </summary>
    public const int ShortestPlateau = 5;

    /// <summary>The duration after which a constant value cannot be an ECG: longer than the isoelectric line of a slow rhythm.</summary>
    public const double ShortestFlatSeconds = 0.5;

    // Half a second at 250 Hz, the most common rate.
    private const int ShortestFlatSamples = 125;

    private readonly int _shortestFlat;
    private readonly StretchList _flat;
    private readonly StretchList _atTop;
    private readonly StretchList _atBottom;
    private double _top = double.NegativeInfinity;
    private double _bottom = double.PositiveInfinity;

    private RunCounter(int shortestFlat, StretchList flat, int limit)
    {
        _shortestFlat = shortestFlat;
        _flat = flat;
        _atTop = new StretchList(limit);
        _atBottom = new StretchList(limit);
    }

    /// <summary>Creates a counter for a sampling rate.</summary>
    /// <param name="samplingRate">The rate in Hz, or <see langword="null"/> if it is unknown.</param>
    /// <param name="flat">Receives the flat stretches.</param>
    /// <param name="limit">The maximum number of stretches at an extreme.</param>
    public static RunCounter ForRate(double? samplingRate, StretchList flat, int limit)
    {
        double shortest = samplingRate is { } rate ? Math.Ceiling(rate * ShortestFlatSeconds) : ShortestFlatSamples;
        return new RunCounter((int)Math.Clamp(shortest, ShortestPlateau, int.MaxValue), flat, limit);
    }

    /// <summary>Counts a run.</summary>
    /// <param name="value">The value of its samples.</param>
    /// <param name="start">Its first sample.</param>
    /// <param name="end">The first sample after it, at least <see cref="ShortestPlateau"/> later.</param>
    public void Add(double value, long start, long end)
    {
        if (end - start >= _shortestFlat)
        {
            _flat.Add(start, end);
        }

        if (value > _top)
        {
            _top = value;
            _atTop.Clear();
        }

        if (value < _bottom)
        {
            _bottom = value;
            _atBottom.Clear();
        }

        if (value == _top)
        {
            _atTop.Add(start, end);
        }

        if (value == _bottom)
        {
            _atBottom.Add(start, end);
        }
    }

    /// <summary>Returns the plateaus at the extremes of the lead.</summary>
    /// <param name="min">The smallest value of the lead.</param>
    /// <param name="max">The largest value of the lead.</param>
    public readonly StretchList Clipped(double min, double max)
    {
        var clipped = new StretchList(int.MaxValue / 2);
        if (min == max)
        {
            return clipped;
        }

        if (_top == max)
        {
            clipped.Add(_atTop);
        }

        if (_bottom == min)
        {
            clipped.Add(_atBottom);
        }

        return clipped;
    }
}
