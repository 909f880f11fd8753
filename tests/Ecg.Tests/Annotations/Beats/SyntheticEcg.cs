using Ecg.Cli.Demo;

namespace Ecg.Tests.Annotations.Beats;

/// <summary>A simulated ECG whose beats are known.</summary>
/// <param name="Leads">The samples of each lead in mV.</param>
/// <param name="SamplingRate">The samples a second.</param>
/// <param name="Peaks">The times of the R peaks, in seconds.</param>
internal sealed record SyntheticEcg(IReadOnlyList<float[]> Leads, double SamplingRate, IReadOnlyList<double> Peaks)
{
    /// <summary>Makes one of the demo's model.</summary>
    public static SyntheticEcg Create(double samplingRate = 250, double seconds = 30, double heartRate = 70, long seed = 1, double noise = 0.008)
    {
        SimulatedEcg ecg = EcgModel.Simulate(new EcgModelSettings
        {
            SamplingRate = samplingRate,
            Seconds = seconds,
            HeartRate = heartRate,
            HeartRateDeviation = 3,
            Seed = seed,
            Noise = noise,
        });
        return new SyntheticEcg([.. ecg.TwelveLeads().Select(lead => Array.ConvertAll(lead, value => (float)value))], samplingRate, ecg.RPeaks);
    }

    /// <summary>Some of the leads, in another order.</summary>
    public SyntheticEcg Of(params int[] leads) => this with { Leads = [.. leads.Select(lead => Leads[lead])] };

    /// <summary>The same with every sample changed.</summary>
    public SyntheticEcg Map(Func<int, int, float, float> change) => this with
    {
        Leads = [.. Leads.Select((samples, lead) => samples.Select((value, i) => change(lead, i, value)).ToArray())],
    };

    /// <summary>The R peaks that are not within 0.1 s of an end.</summary>
    public IReadOnlyList<double> InnerPeaks => [.. Peaks.Where(peak => peak > 0.1 && peak < (Leads[0].Length / SamplingRate) - 0.1)];
}
