namespace Ecg.Signals.Assessment;

/// <summary>Fills missing samples from the one before; at the start of a lead, from the first good one.</summary>
internal static class MissingSamples
{
    /// <summary>Fills a block.</summary>
    /// <param name="samples">The block; missing samples in it are replaced.</param>
    /// <param name="invalid">The stored value that means "no sample".</param>
    /// <param name="last">The good sample before the block; afterwards the last one in it.</param>
    public static void Fill(Span<short> samples, short invalid, ref short last)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (samples[i] == invalid)
            {
                samples[i] = last;
            }
            else
            {
                last = samples[i];
            }
        }
    }

    /// <summary>Fills a block.</summary>
    /// <param name="samples">The block; missing samples in it are replaced.</param>
    /// <param name="meter">Knows which samples are missing.</param>
    /// <param name="last">The good sample before the block; afterwards the last one in it.</param>
    public static void Fill(Span<double> samples, ValueMeter meter, ref double last)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            if (meter.IsMissing(samples[i]))
            {
                samples[i] = last;
            }
            else
            {
                last = samples[i];
            }
        }
    }
}
