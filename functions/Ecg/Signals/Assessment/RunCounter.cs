namespace Ecg.Signals.Assessment;

/// <summary>Counts the samples that stand in runs of one value: flat stretches, and plateaus at the extremes.</summary>
/// <remarks>Fed with every run that is long enough to count, in any order.</remarks>
internal struct RunCounter
{
    /// <summary>
    /// The number of equal samples at a lead's extreme that make a plateau. The top of a wave that is merely quantised
    /// stays below it at the resolutions and rates of recorders; the rail of a saturated amplifier does not.
    /// </summary>
    public const int ShortestPlateau = 5;

    /// <summary>How long one value must stand to be no heart's: longer than the isoelectric line of a slow beat.</summary>
    public const double ShortestFlatSeconds = 0.5;

    // Half a second at 250 Hz, the commonest rate.
    private const int ShortestFlatSamples = 125;

    private readonly int _shortestFlat;
    private double _top = double.NegativeInfinity;
    private double _bottom = double.PositiveInfinity;
    private long _atTop;
    private long _atBottom;

    private RunCounter(int shortestFlat) => _shortestFlat = shortestFlat;

    /// <summary>The number of samples in flat stretches.</summary>
    public long Flat { get; private set; }

    /// <summary>Creates a counter for a sampling rate.</summary>
    /// <param name="samplingRate">The rate in Hz, or <see langword="null"/> where it is unknown.</param>
    public static RunCounter ForRate(double? samplingRate)
    {
        var shortest = samplingRate is { } rate ? Math.Ceiling(rate * ShortestFlatSeconds) : ShortestFlatSamples;
        return new RunCounter((int)Math.Clamp(shortest, ShortestPlateau, int.MaxValue));
    }

    /// <summary>Counts a run.</summary>
    /// <param name="value">The value of its samples.</param>
    /// <param name="length">The number of its samples, at least <see cref="ShortestPlateau"/>.</param>
    public void Add(double value, long length)
    {
        if (length >= _shortestFlat)
        {
            Flat += length;
        }

        if (value > _top)
        {
            (_top, _atTop) = (value, length);
        }
        else if (value == _top)
        {
            _atTop += length;
        }

        if (value < _bottom)
        {
            (_bottom, _atBottom) = (value, length);
        }
        else if (value == _bottom)
        {
            _atBottom += length;
        }
    }

    /// <summary>The number of samples in plateaus at the extremes of the lead.</summary>
    /// <param name="min">The smallest value of the lead.</param>
    /// <param name="max">The largest value of the lead.</param>
    public readonly long Clipped(double min, double max) =>
        min == max ? 0 : (_top == max ? _atTop : 0) + (_bottom == min ? _atBottom : 0);
}
