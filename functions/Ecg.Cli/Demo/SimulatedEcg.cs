namespace Ecg.Cli.Demo;

/// <summary>A signal of <see cref="EcgModel"/>.</summary>
/// <param name="Leads">The samples of each of the morphology's leads, in mV.</param>
/// <param name="SamplingRate">The sampling rate in Hz.</param>
/// <param name="RPeaks">When each R wave peaks, in seconds.</param>
internal sealed record SimulatedEcg(IReadOnlyList<double[]> Leads, double SamplingRate, IReadOnlyList<double> RPeaks)
{
    /// <summary>The twelve leads in their usual order, from a signal of <see cref="EcgMorphology.IndependentLeads"/>.</summary>
    /// <remarks>
    /// Einthoven's and Goldberger's definitions hold to the last bit: III = II - I, aVR = -(I + II) / 2, aVL = I - II / 2,
    /// aVF = II - I / 2.
    /// </remarks>
    public IReadOnlyList<double[]> TwelveLeads()
    {
        (double[]? one, double[]? two) = (Leads[0], Leads[1]);
        return
        [
            one,
            two,
            Combine(one, two, (i, ii) => ii - i),
            Combine(one, two, (i, ii) => -(i + ii) / 2),
            Combine(one, two, (i, ii) => i - (ii / 2)),
            Combine(one, two, (i, ii) => ii - (i / 2)),
            .. Leads.Skip(2),
        ];
    }

    private static double[] Combine(double[] one, double[] two, Func<double, double, double> lead)
    {
        double[] samples = new double[one.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = lead(one[i], two[i]);
        }

        return samples;
    }
}
