namespace Ecg.Annotations.Beats;

/// <summary>
/// The heart rate of a recording and its variability, as defined by the Task Force of the ESC and the NASPE: "Heart rate variability:
/// standards of measurement, physiological interpretation, and clinical use", Circulation 93, 1996, table 1.
/// </summary>
/// <remarks>
/// NN intervals are those between normal beats. As beats are not classified, an interval counts as one if it is 200 to
/// 3000 ms long and within <see cref="Tolerance"/> of the median of the <see cref="Neighbours"/> intervals around it, including itself:
/// this excludes both intervals of a premature beat with its compensatory pause, and those of a missed or
/// wrong beat. In atrial fibrillation, it also excludes many intervals of the rhythm itself.
/// </remarks>
public sealed record BeatStatistics
{
    /// <summary>The maximum deviation of an NN interval from the median around it, as a fraction.</summary>
    public const double Tolerance = 0.2;

    /// <summary>The number of intervals for the median.</summary>
    public const int Neighbours = 11;

    private const double ShortestMs = 200;
    private const double LongestMs = 3000;

    /// <summary>The number of beats.</summary>
    public required int Beats { get; init; }

    /// <summary>
    /// The heart rate in beats per minute: 60 000 over the mean of all RR intervals in ms, including ectopic beats;
    /// <see langword="null"/> if there is no interval.
    /// </summary>
    public required double? HeartRateBpm { get; init; }

    /// <summary>The mean of the NN intervals in ms; <see langword="null"/> if there is none.</summary>
    public required double? MeanMs { get; init; }

    /// <summary>SDNN: the standard deviation of the NN intervals in ms, over n - 1; <see langword="null"/> with fewer than two.</summary>
    public required double? SdnnMs { get; init; }

    /// <summary>
    /// RMSSD: the root mean square of the differences of successive NN intervals in ms; <see langword="null"/> if no two
    /// are successive.
    /// </summary>
    public required double? RmssdMs { get; init; }

    /// <summary>Computes the statistics of a recording.</summary>
    /// <param name="beats">Its beats in order of time.</param>
    public static BeatStatistics Of(IReadOnlyList<Beat> beats)
    {
        ArgumentNullException.ThrowIfNull(beats);
        double[] intervals = new double[Math.Max(0, beats.Count - 1)];
        for (int i = 0; i < intervals.Length; i++)
        {
            intervals[i] = beats[i + 1].RrMs ?? double.NaN;
        }

        double[] all = intervals.Where(interval => !double.IsNaN(interval)).ToArray();
        double[] normal = NormalOf(intervals);
        double[] kept = normal.Where(interval => !double.IsNaN(interval)).ToArray();
        double[] differences = normal.Zip(normal.Skip(1), (one, next) => next - one).Where(difference => !double.IsNaN(difference)).ToArray();
        return new BeatStatistics
        {
            Beats = beats.Count,
            HeartRateBpm = all.Length == 0 ? null : 60_000 / all.Average(),
            MeanMs = kept.Length == 0 ? null : kept.Average(),
            SdnnMs = kept.Length < 2 ? null : Deviation(kept),
            RmssdMs = differences.Length == 0 ? null : Math.Sqrt(differences.Average(difference => difference * difference)),
        };
    }

    // NaN marks an interval that is not an NN interval.
    private static double[] NormalOf(double[] intervals)
    {
        double[] normal = new double[intervals.Length];
        Span<double> around = stackalloc double[Neighbours];
        for (int i = 0; i < intervals.Length; i++)
        {
            int first = Math.Max(0, Math.Min(i - (Neighbours / 2), intervals.Length - Neighbours));
            int count = 0;
            foreach (double interval in intervals.AsSpan(first, Math.Min(Neighbours, intervals.Length - first)))
            {
                if (!double.IsNaN(interval))
                {
                    around[count++] = interval;
                }
            }

            normal[i] = IsNormal(intervals[i], around[..count]) ? intervals[i] : double.NaN;
        }

        return normal;
    }

    private static bool IsNormal(double interval, Span<double> around)
    {
        if (interval is not (>= ShortestMs and <= LongestMs))
        {
            return false;
        }

        around.Sort();
        double median = (around[(around.Length - 1) / 2] + around[around.Length / 2]) / 2;
        return Math.Abs(interval - median) <= Tolerance * median;
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }
}
