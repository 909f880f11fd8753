using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Finds the windows of a lead in which noise hides the ECG, by comparing each with the ten seconds around it.
/// </summary>
/// <remarks>
/// The artefacts are those that the entries of the PhysioNet/CinC Challenge 2011 detect (Silva, Moody and Celi, Comput.
/// Cardiol. 38, 273-276, 2011; Langley et al., ibid. 281-284; Hayn, Jammerbund and Schreier, Physiol. Meas. 33, 1449-1461, 2012; Di
/// Marco et al., ibid. 1435-1448; Johannesen and Galeotti, ibid. 1479-1489): baseline steps and drifts, strong noise, and no
/// visible QRS complex. The last corresponds to the kurtosis of Li, Mark and Clifford, Physiol. Meas. 29, 15-32, 2008, and of
/// Clifford et al., Physiol. Meas. 33, 1419-1433, 2012, computed from ranges in one pass.
/// </remarks>
internal sealed class NoiseFinder
{
    /// <summary>A window closer than this many times the common span never counts as motion.</summary>
    public const double LargestRelativeShift = 3;

    /// <summary>
    /// If the common span of windows exceeds this, in mV, the lead has no ECG, or its gain is wrong: ANSI/AAMI EC11:1991/(R)2001, 3.2,
    /// and IEC 60601-2-25 require an electrocardiograph to record QRS complexes up to this size.
    /// </summary>
    public const double LargestCommonSpan = 5;

    // At 45 beats per minute, 15 windows in a hundred hold a QRS complex, more if it falls into two, and T waves add to them
    // in a slower rhythm; at most four in five hold a complex or a T wave.
    private const double WithComplex = 0.85;
    private const double WithoutComplex = 0.2;

    // The resolution limit of a recorder, in mV, so that a flat line has a contrast of 1.
    private const double Resolution = 0.01;

    private const int FewestForContrast = 20;
    private const int FewestForMedian = 5;

    // Five windows are a second, in which a heart at rest beats at least about once.
    private const int NoisyInARow = 5;

    // Artefacts less than half a second apart are merged: no beat can be read between them.
    private const int JoinedWindows = 2;

    private readonly NoiseLimits _limits;
    private readonly int _windowSamples;
    private readonly double _fastest;
    private readonly StretchList _noise;
    private long _end = long.MinValue;
    private long _judged;
    private long _offScale;
    private long _lowContrast;
    private long _wandering;

    /// <summary>Creates a finder.</summary>
    /// <param name="length">The pane and window lengths.</param>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    /// <param name="noise">Receives the stretches of noise.</param>
    /// <param name="limits">The noise limits.</param>
    public NoiseFinder(PaneLength length, double? samplingRate, StretchList noise, NoiseLimits limits)
    {
        _limits = limits;
        _windowSamples = length.WindowSamples;
        _fastest = limits.FastestVariation * _windowSamples / (samplingRate ?? PaneLength.AssumedRate);
        _noise = noise;
    }

    /// <summary>The fraction of the lead beyond <see cref="QualityAssessment.HighestVoltage"/>, or with too large a common span.</summary>
    public double OffScaleFraction => _judged == 0 ? 0 : (double)_offScale / _judged;

    /// <summary>The fraction of the lead in which no QRS complex stands out.</summary>
    public double LowContrastFraction => _judged == 0 ? 0 : (double)_lowContrast / _judged;

    /// <summary>The fraction of the lead whose baseline wander exceeds <see cref="NoiseLimits.LargestWander"/>.</summary>
    public double WanderFraction => _judged == 0 ? 0 : (double)_wandering / _judged;

    /// <summary>Assesses the new windows of a segment.</summary>
    public void Judge(Segment segment)
    {
        if (segment.Count < FewestForMedian)
        {
            return;
        }

        _judged += segment.New;
        Span<double> spans = segment.Copy(segment.Spans);
        double commonSpan = OrderStatistic.Of(spans, spans.Length / 2);
        if (spans.Length >= FewestForContrast && Contrast(spans) < _limits.LowestContrast)
        {
            _lowContrast += segment.New;
        }

        if (commonSpan > LargestCommonSpan)
        {
            _offScale += segment.New;
            return;
        }

        MarkNoise(segment, Math.Max(_limits.LargestShift, LargestRelativeShift * commonSpan));
    }

    private static double Contrast(Span<double> spans) =>
        (OrderStatistic.Of(spans, (int)(WithComplex * spans.Length)) + Resolution)
        / (OrderStatistic.Of(spans, (int)(WithoutComplex * spans.Length)) + Resolution);

    private void MarkNoise(Segment segment, double largestShift)
    {
        ReadOnlySpan<double> means = segment.Means;
        (double least, double most) = Extremes(means);

        // Most segments end here: their median is not needed, because nothing can be far from it.
        bool mayMove = most - least > largestShift;
        bool mayWander = most - least > 2 * _limits.LargestWander;
        double median = mayMove || mayWander ? segment.Median(means) : most;
        if (mayWander && MeanDistance(means, median) > _limits.LargestWander)
        {
            _wandering += segment.New;
        }

        ReadOnlySpan<double> variations = segment.Variations;
        int noisyUntil = 0;
        for (int i = 0; i < segment.New; i++)
        {
            if (i % NoisyInARow == 0 && i + NoisyInARow <= segment.New && IsNoisy(variations.Slice(i, NoisyInARow)))
            {
                noisyUntil = i + NoisyInARow;
            }

            _offScale += IsOffScale(segment.Lows[i], segment.Highs[i]) ? 1 : 0;
            if (i < noisyUntil || (mayMove && Math.Abs(means[i] - median) > largestShift))
            {
                Add(segment.Starts[i]);
            }
        }
    }

    private static (double Least, double Most) Extremes(ReadOnlySpan<double> values)
    {
        (double least, double most) = (values[0], values[0]);
        foreach (double value in values)
        {
            least = Math.Min(least, value);
            most = Math.Max(most, value);
        }

        return (least, most);
    }

    private static double MeanDistance(ReadOnlySpan<double> values, double from)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Abs(value - from);
        }

        return sum / values.Length;
    }

    private static bool IsOffScale(double low, double high) =>
        low < -QualityAssessment.HighestVoltage || high > QualityAssessment.HighestVoltage;

    private bool IsNoisy(ReadOnlySpan<double> variations)
    {
        foreach (double variation in variations)
        {
            if (variation <= _fastest)
            {
                return false;
            }
        }

        return true;
    }

    private void Add(long start)
    {
        bool isNear = _end != long.MinValue && start - _end <= JoinedWindows * _windowSamples;
        _noise.Add(isNear ? _end : start, start + _windowSamples);
        _end = start + _windowSamples;
    }
}
