using Ecg.Annotations;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Finds the windows of a lead in which noise hides the heart, by how each compares with the ten seconds around it.
/// </summary>
/// <remarks>
/// The artefacts are those that the entries of the PhysioNet/CinC Challenge 2011 look for (Silva, Moody and Celi 2011;
/// Hayn, Jammerbund and Schreier 2012; Jekova et al. 2012; Johannesen and Galeotti 2012): steps and drifts of the
/// baseline, strong noise, and no QRS complex that stands out. The last is what the kurtosis of Li, Mark and Clifford 2008
/// and of Clifford et al. 2012 tells, from ranges that one pass gives.
/// </remarks>
internal sealed class NoiseFinder
{
    /// <summary>
    /// A window whose mean lies this far from the median of all, in mV, is electrode motion: with a T wave of 2 mV, which is
    /// a giant, the mean of a window stays below it.
    /// </summary>
    public const double LargestShift = 3;

    /// <summary>Nor does a window count as motion that lies nearer than this many times what windows commonly span.</summary>
    public const double LargestRelativeShift = 3;

    /// <summary>
    /// A second in which the signal moves to and fro faster than this throughout, in mV a second, is hidden by mains or muscle
    /// noise. Mains of 50 Hz moves 200 times its amplitude a second: the limit is 0.3 mV of it, half a small QRS complex.
    /// </summary>
    public const double FastestVariation = 60;

    /// <summary>
    /// QRS complexes stand out where the windows that hold one span this many times what the windows between them do. On
    /// the half of Challenge 2011's set a that it was chosen on, 1.4 to 1.7 are as good.
    /// </summary>
    public const double LowestContrast = 1.5;

    /// <summary>
    /// Windows that commonly span more than this, in mV, hold no ECG, or its gain is wrong: ANSI/AAMI EC11:1991/(R)2001, 3.2,
    /// and IEC 60601-2-25 ask an electrocardiograph to take QRS complexes up to this.
    /// </summary>
    public const double LargestCommonSpan = 5;

    // At a beat in two seconds a window in ten holds a QRS complex; at most four in five hold a complex or a T wave.
    private const double WithComplex = 0.9;
    private const double WithoutComplex = 0.2;

    // What a recorder does not resolve, in mV, so that a flat line has a contrast of 1.
    private const double Resolution = 0.01;

    private const int FewestForContrast = 20;
    private const int FewestForMedian = 5;

    // Five windows are a second, in which a heart at rest beats.
    private const int NoisyInARow = 5;

    // Two artefacts with less than half a second between them are one: no beat can be read there.
    private const int JoinedWindows = 2;

    private readonly int _windowSamples;
    private readonly double _fastest;
    private readonly StretchList _noise;
    private long _end = long.MinValue;
    private long _judged;
    private long _offScale;
    private long _lowContrast;

    /// <summary>Creates a finder.</summary>
    /// <param name="length">The length of windows.</param>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    /// <param name="noise">Takes the stretches of noise.</param>
    public NoiseFinder(PaneLength length, double? samplingRate, StretchList noise)
    {
        _windowSamples = length.WindowSamples;
        _fastest = FastestVariation * _windowSamples / (samplingRate ?? PaneLength.AssumedRate);
        _noise = noise;
    }

    /// <summary>The part of the lead that reaches beyond <see cref="QualityAssessment.HighestVoltage"/> or commonly spans too much.</summary>
    public double OffScaleFraction => _judged == 0 ? 0 : (double)_offScale / _judged;

    /// <summary>The part of the lead in which no QRS complex stands out.</summary>
    public double LowContrastFraction => _judged == 0 ? 0 : (double)_lowContrast / _judged;

    /// <summary>Judges the new windows of a segment.</summary>
    public void Judge(Segment segment)
    {
        if (segment.Count < FewestForMedian)
        {
            return;
        }

        _judged += segment.New;
        ReadOnlySpan<double> spans = segment.Sorted(segment.Spans);
        double commonSpan = spans[spans.Length / 2];
        if (spans.Length >= FewestForContrast && Contrast(spans) < LowestContrast)
        {
            _lowContrast += segment.New;
        }

        if (commonSpan > LargestCommonSpan)
        {
            _offScale += segment.New;
            return;
        }

        MarkNoise(segment, Math.Max(LargestShift, LargestRelativeShift * commonSpan));
    }

    private static double Contrast(ReadOnlySpan<double> sortedSpans) =>
        (sortedSpans[(int)(WithComplex * sortedSpans.Length)] + Resolution)
        / (sortedSpans[(int)(WithoutComplex * sortedSpans.Length)] + Resolution);

    private void MarkNoise(Segment segment, double largestShift)
    {
        ReadOnlySpan<double> means = segment.Means;
        (double least, double most) = Extremes(means);

        // Most segments end here: their median is not needed, as nothing can be far from it.
        bool mayMove = most - least > largestShift;
        double median = mayMove ? segment.Median(means) : most;
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
