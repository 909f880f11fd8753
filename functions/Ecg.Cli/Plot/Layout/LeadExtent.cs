namespace Ecg.Cli.Plot.Layout;

/// <summary>The middle and the limits of a lead's samples. All are 0 where no sample is a number.</summary>
/// <param name="Centre">
/// The median. It stands for the isoelectric line: unlike the mean it is not drawn away from it by tall complexes.
/// </param>
/// <param name="Min">The smallest sample.</param>
/// <param name="Max">The largest sample.</param>
internal readonly record struct LeadExtent(double Centre, double Min, double Max)
{
    /// <summary>From the smallest to the largest sample.</summary>
    public double PeakToPeak => Max - Min;

    /// <summary>How far the samples rise above the centre.</summary>
    public double Above => Max - Centre;

    /// <summary>How far the samples fall below the centre.</summary>
    public double Below => Centre - Min;

    /// <summary>Measures samples, passing over those that are no numbers.</summary>
    public static LeadExtent Measure(ReadOnlySpan<float> samples)
    {
        float[] numbers = new float[samples.Length];
        int count = 0;
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                numbers[count++] = sample;
            }
        }

        if (count == 0)
        {
            return default;
        }

        Span<float> sorted = numbers.AsSpan(0, count);
        sorted.Sort();
        double centre = (sorted[(count - 1) / 2] + (double)sorted[count / 2]) / 2;
        return new LeadExtent(centre, sorted[0], sorted[^1]);
    }
}
