using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Finds the levels at which a lead is clipped even if no two samples there are equal: the rail of an amplifier followed
/// by noise, and the ringing of a filter beyond the rail.
/// </summary>
/// <remarks>
/// A pane that hardly moves is a plateau. Its level is a rail if hardly any window of the ten seconds around reaches beyond
/// it, and the signal is usually elsewhere: the isoelectric line has waves on both sides, or is where the signal
/// usually is. All plateaus of a lead at the level of a rail are clipped.
/// </remarks>
internal sealed class RailFinder
{
    /// <summary>
    /// A pane that spans at most this, in mV, is flat: a third of the peak-to-peak noise that ANSI/AAMI
    /// EC11:1991/(R)2001, 3.2, allows an electrocardiograph.
    /// </summary>
    public const double PlateauSpan = 0.01;

    // The minimum distance of the usual signal from a rail, in mV: smaller than the smallest P wave.
    private const double ShortestDistance = 0.1;

    // A filter rings for less than a second and a half after the signal leaves a rail.
    private const double MostBeyond = 0.25;

    // The top of a slow wave can be flat this long once, but not twice at the same level.
    private const double ShortestSeconds = 0.3;

    // An amplifier that clips at one end also has a rail at the other: half this length identifies it.
    private const double ShortestSecondsOfOther = 0.15;

    private const int FewestWindows = 10;
    private const int MostRails = 8;

    private readonly long _shortest;
    private readonly long _shortestOfOther;
    private readonly int _limit;
    private readonly List<Rail> _rails = [];
    private readonly List<(Stretch Stretch, double Level)> _plateaus = [];

    /// <summary>Creates a finder.</summary>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    /// <param name="limit">The maximum number of stretches at a rail.</param>
    public RailFinder(double? samplingRate, int limit)
    {
        _shortest = LengthOf(ShortestSeconds, samplingRate);
        _shortestOfOther = LengthOf(ShortestSecondsOfOther, samplingRate);
        _limit = limit;
    }

    /// <summary>Adds a flat pane.</summary>
    /// <param name="stretch">Its position.</param>
    /// <param name="level">Its level in mV.</param>
    public void Add(Stretch stretch, double level) => _plateaus.Add((stretch, level));

    /// <summary>Assesses the plateaus since the previous call.</summary>
    /// <param name="segment">The windows that contain them.</param>
    public void Judge(Segment segment)
    {
        if (_plateaus.Count == 0)
        {
            return;
        }

        if (segment.Count >= FewestWindows)
        {
            double usualLow = segment.Median(segment.Lows);
            double usualHigh = segment.Median(segment.Highs);
            foreach ((Stretch stretch, double level) in _plateaus)
            {
                if (Find(level) is { } known)
                {
                    known.Plateaus.Add(stretch.Start, stretch.End);
                }
                else if (IsRail(segment, level, usualLow, usualHigh))
                {
                    Open(level, isUpper: level > usualHigh).Plateaus.Add(stretch.Start, stretch.End);
                }
            }
        }

        _plateaus.Clear();
    }

    /// <summary>Returns the stretches at all rails.</summary>
    public void Finish(StretchList clipped)
    {
        var confirmed = _rails.Where(rail => rail.Plateaus.Count() >= _shortest).ToList();
        IEnumerable<Rail> opposite = _rails.Where(
            rail => rail.Plateaus.Count() >= _shortestOfOther && confirmed.Exists(other => other.IsUpper != rail.IsUpper));
        foreach (Rail? rail in confirmed.Union(opposite))
        {
            clipped.Add(rail.Plateaus);
        }
    }

    private static long LengthOf(double seconds, double? samplingRate) =>
        (long)Math.Min(1L << 40, seconds * (samplingRate ?? PaneLength.AssumedRate));

    private static bool IsRail(Segment segment, double level, double usualLow, double usualHigh)
    {
        double most = MostBeyond * segment.Count;
        return (usualLow - level > ShortestDistance && CountBelow(segment.Lows, level - PlateauSpan) <= most)
            || (level - usualHigh > ShortestDistance && CountAbove(segment.Highs, level + PlateauSpan) <= most);
    }

    private static int CountBelow(ReadOnlySpan<double> values, double level)
    {
        int count = 0;
        foreach (double value in values)
        {
            count += value < level ? 1 : 0;
        }

        return count;
    }

    private static int CountAbove(ReadOnlySpan<double> values, double level)
    {
        int count = 0;
        foreach (double value in values)
        {
            count += value > level ? 1 : 0;
        }

        return count;
    }

    private Rail? Find(double level) => _rails.Find(rail => Math.Abs(rail.Level - level) <= PlateauSpan);

    // If there are too many, the least frequent levels are dropped first.
    private Rail Open(double level, bool isUpper)
    {
        if (_rails.Count == MostRails)
        {
            _rails.Remove(_rails.MinBy(rail => rail.Plateaus.Count())!);
        }

        var opened = new Rail(level, isUpper, new StretchList(_limit));
        _rails.Add(opened);
        return opened;
    }
}
