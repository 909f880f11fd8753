namespace Ecg.Cli.Plot.Layout;

/// <summary>The centre and the range of a lead's samples. All are 0 if there are no samples.</summary>
/// <param name="Centre">
/// The median, as an estimate of the isoelectric line: unlike the mean, it is not shifted by tall complexes.
/// </param>
/// <param name="Min">The smallest sample.</param>
/// <param name="Max">The largest sample.</param>
internal readonly record struct LeadExtent(double Centre, double Min, double Max)
{
    /// <summary>The difference between the largest and the smallest sample.</summary>
    public double PeakToPeak => Max - Min;

    /// <summary>The height of the samples above the centre.</summary>
    public double Above => Max - Centre;

    /// <summary>The depth of the samples below the centre.</summary>
    public double Below => Centre - Min;

    /// <summary>Measures samples, ignoring missing ones.</summary>
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
