using Ecg.Cli.Demo;
using NUnit.Framework;

namespace Ecg.Tests.Demo;

public sealed class EcgModelTests
{
    private const int LeadII = 1;
    private const int V1 = 2;

    [TestCase(47, 1)]
    [TestCase(60, 1)]
    [TestCase(60, 3)]
    [TestCase(122, 4)]
    public void Beats_at_the_rate_and_with_the_deviation_asked_for(double rate, double deviation)
    {
        List<double> peaks = RPeaks(Simulate(new() { HeartRate = rate, HeartRateDeviation = deviation, Seconds = 600, SamplingRate = 250 }));
        double[] rates = Intervals(peaks).Select(interval => 60 / interval).ToArray();

        Assert.That(60 / Intervals(peaks).Average(), Is.EqualTo(rate).Within(rate / 100));
        Assert.That(Deviation(rates), Is.EqualTo(deviation).Within(0.2 * deviation));
    }

    [Test]
    public void Peaks_where_it_says_that_the_R_waves_are()
    {
        SimulatedEcg ecg = Simulate(new() { HeartRate = 75, HeartRateDeviation = 3, Seconds = 60 });
        List<double> measured = RPeaks(ecg);

        Assert.That(measured, Has.Count.EqualTo(ecg.RPeaks.Count).Within(1));
        foreach (double peak in measured)
        {
            Assert.That(ecg.RPeaks.Min(stated => Math.Abs(stated - peak)), Is.LessThan(0.006));
        }
    }

    [Test]
    public void Varies_the_intervals_in_two_bands_of_which_the_ratio_is_as_asked([Values(0.5, 2)] double lowToHigh)
    {
        const int seconds = 1024;
        var process = new RrProcess(60, 2, lowToHigh, seconds, new RandomSource(5));
        double[] intervals = Enumerable.Range(0, seconds).Select(time => process.IntervalAt(time)).ToArray();

        double total = Power(intervals, 0.001, 0.5);
        double low = Power(intervals, 0.05, 0.15);
        double high = Power(intervals, 0.2, 0.3);

        Assert.That((low + high) / total, Is.GreaterThan(0.98));
        Assert.That(low / high, Is.EqualTo(lowToHigh).Within(0.1 * lowToHigh));
        Assert.That(Power(intervals, 0.08, 0.12) / low, Is.GreaterThan(0.9), "centred on 0.1 Hz, 0.01 Hz wide");
        Assert.That(Power(intervals, 0.23, 0.27) / high, Is.GreaterThan(0.9), "centred on 0.25 Hz, 0.01 Hz wide");
    }

    [Test]
    public void Has_the_papers_lead_with_the_papers_waves()
    {
        // Table I: a = 1.2, -5, 30, -7.5, 0.75 and b = 0.25, 0.1, 0.1, 0.1, 0.4; a wave is a b^2 tall.
        IReadOnlyList<EcgWave> waves = EcgMorphology.McSharry.Waves;
        double r = waves.Single(wave => wave.Name == "R").Amplitudes[0];

        Assert.That(waves.Select(wave => wave.Name), Is.EqualTo(new[] { "P", "Q", "R", "S", "T" }));
        Assert.That(waves.Select(wave => wave.Angle / Math.PI), Is.EqualTo(new[] { -1.0 / 3, -1.0 / 12, 0, 1.0 / 12, 0.5 }).Within(1e-12));
        Assert.That(waves.Select(wave => wave.Amplitudes[0] / r), Is.EqualTo(new[] { 0.25, -1.0 / 6, 1, -0.25, 0.4 }).Within(1e-12));
    }

    [Test]
    public void Draws_the_papers_lead_over_about_its_range_of_1_6_mV()
    {
        double[] lead = Simulate(new() { Morphology = EcgMorphology.McSharry }).Leads.Single();

        Assert.That(lead.Max() - lead.Min(), Is.EqualTo(1.6).Within(0.25));
        Assert.That(lead.Max(), Is.EqualTo(1.2).Within(0.15));
    }

    [Test]
    public void Has_R_waves_of_about_1_mV_in_II_and_a_deep_S_in_V1()
    {
        SimulatedEcg ecg = Simulate(new() { HeartRate = 70 });

        Assert.That(ecg.Leads[LeadII].Max(), Is.EqualTo(1.05).Within(0.12));
        Assert.That(ecg.Leads[V1].Min(), Is.EqualTo(-0.98).Within(0.15));
        Assert.That(ecg.Leads[V1].Max(), Is.InRange(0.1, 0.4));
    }

    [TestCase(45)]
    [TestCase(70)]
    [TestCase(120)]
    public void Keeps_the_duration_of_the_QRS_complex_at_every_rate(double rate)
    {
        SimulatedEcg ecg = Simulate(new() { HeartRate = rate, HeartRateDeviation = 0, SamplingRate = 1000 });
        double[] lead = ecg.Leads[LeadII];
        int peak = (int)Math.Round(ecg.RPeaks[2] * 1000);
        int before = Enumerable.Range(1, 100).First(i => lead[peak - i] < lead[peak] / 2);
        int after = Enumerable.Range(1, 100).First(i => lead[peak + i] < lead[peak] / 2);

        Assert.That(before + after, Is.EqualTo(35).Within(4), "milliseconds at half height");
    }

    [Test]
    public void Obeys_Einthoven_and_Goldberger_to_the_last_bit()
    {
        IReadOnlyList<double[]> leads = EcgModel.Simulate(new() { Noise = 0.05 }).TwelveLeads();

        for (int i = 0; i < leads[0].Length; i++)
        {
            (double one, double two) = (leads[0][i], leads[1][i]);
            Assert.That(leads[2][i], Is.EqualTo(two - one));
            Assert.That(leads[3][i], Is.EqualTo(-(one + two) / 2));
            Assert.That(leads[4][i], Is.EqualTo(one - (two / 2)));
            Assert.That(leads[5][i], Is.EqualTo(two - (one / 2)));
        }
    }

    [Test]
    public void Makes_the_same_signal_of_the_same_settings_and_another_of_another_seed()
    {
        var settings = new EcgModelSettings { Seed = 3, Rhythm = HeartRhythm.AtrialFibrillation };
        double[] first = EcgModel.Simulate(settings).Leads[0];

        Assert.That(EcgModel.Simulate(settings).Leads[0], Is.EqualTo(first));
        Assert.That(EcgModel.Simulate(settings with { Seed = 4 }).Leads[0], Is.Not.EqualTo(first));
    }

    [TestCase(128)]
    [TestCase(250)]
    [TestCase(360)]
    [TestCase(1000)]
    public void Draws_the_same_curve_at_every_sampling_rate(double rate)
    {
        SimulatedEcg fine = Simulate(new() { SamplingRate = 2000 });
        SimulatedEcg coarse = Simulate(new() { SamplingRate = rate });

        Assert.That(coarse.Leads[LeadII], Has.Length.EqualTo((int)(10 * rate)));
        for (int i = 0; i < coarse.Leads[LeadII].Length; i++)
        {
            int j = (int)Math.Round(i * 2000 / rate);
            Assert.That(coarse.Leads[LeadII][i], Is.EqualTo(fine.Leads[LeadII][Math.Min(j, 19_999)]).Within(0.02), $"at {i / rate:0.000} s");
        }
    }

    [Test]
    public void Moves_the_baseline_with_the_breath()
    {
        double[] still = Simulate(new() { Seconds = 60 }).Leads[0];
        double[] breathing = EcgModel.Simulate(new() { Seconds = 60, Noise = 0, BaselineWander = 0.15 }).Leads[0];
        double[] wander = breathing.Zip(still, (with, without) => with - without).Where((_, i) => i % 50 == 0).ToArray();

        // Equation (1) damps the wave of amplitude 0.15 mV by 1 / sqrt(1 + (2 pi 0.25)^2).
        Assert.That(wander.Max(), Is.EqualTo(0.15 / Math.Sqrt(1 + Math.Pow(Math.PI / 2, 2))).Within(0.002));
        Assert.That(wander.Min(), Is.EqualTo(-wander.Max()).Within(0.002));
    }

    [Test]
    public void Adds_noise_of_the_deviation_asked_for()
    {
        double[] clean = Simulate(new()).Leads[0];
        double[] noisy = EcgModel.Simulate(new() { BaselineWander = 0, Noise = 0.02 }).Leads[0];

        Assert.That(Deviation([.. noisy.Zip(clean, (with, without) => with - without)]), Is.EqualTo(0.02).Within(0.001));
    }

    [Test]
    public void Fibrillates_with_intervals_that_no_rhythm_orders()
    {
        SimulatedEcg ecg = Simulate(new()
        {
            HeartRate = 100,
            Seconds = 300,
            SamplingRate = 250,
            Rhythm = HeartRhythm.AtrialFibrillation,
            Morphology = EcgMorphology.Normal.Without("P"),
        });
        double[] intervals = Intervals(ecg.RPeaks);

        Assert.That(Deviation(intervals) / intervals.Average(), Is.InRange(0.15, 0.25));
        Assert.That(Correlation(intervals), Is.Zero.Within(0.15), "one interval tells nothing of the next");
    }

    [Test]
    public void Puts_a_full_pause_after_a_premature_beat()
    {
        SimulatedEcg ecg = Simulate(new() { HeartRate = 60, HeartRateDeviation = 0, Seconds = 30, Rhythm = HeartRhythm.VentricularEctopy });
        double[] intervals = Intervals(ecg.RPeaks);
        int early = Array.FindIndex(intervals, interval => interval < 0.8);

        Assert.That(early, Is.GreaterThanOrEqualTo(0));
        Assert.That(intervals[early] + intervals[early + 1], Is.EqualTo(2).Within(1e-9));
        Assert.That(intervals.Count(interval => interval < 0.8), Is.InRange(3, 5));
    }

    private static SimulatedEcg Simulate(EcgModelSettings settings) => EcgModel.Simulate(settings with { Noise = 0, BaselineWander = 0 });

    private static List<double> RPeaks(SimulatedEcg ecg)
    {
        double[] lead = ecg.Leads[LeadII];
        double threshold = lead.Max() / 2;
        var peaks = new List<double>();
        for (int i = 1; i + 1 < lead.Length; i++)
        {
            if (lead[i] > threshold && lead[i] >= lead[i - 1] && lead[i] > lead[i + 1])
            {
                peaks.Add(i / ecg.SamplingRate);
            }
        }

        return peaks;
    }

    private static double[] Intervals(IReadOnlyList<double> peaks) => [.. peaks.Skip(1).Zip(peaks, (later, earlier) => later - earlier)];

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
    }

    private static double Correlation(double[] values)
    {
        double mean = values.Average();
        double together = values.Skip(1).Zip(values, (later, earlier) => (later - mean) * (earlier - mean)).Sum();
        return together / values.Sum(value => (value - mean) * (value - mean));
    }

    // The power of a series of one value a second between two frequencies, by the discrete Fourier transform.
    private static double Power(double[] series, double from, double to)
    {
        double mean = series.Average();
        double power = 0.0;
        for (int k = (int)Math.Ceiling(from * series.Length); k < to * series.Length; k++)
        {
            (double real, double imaginary) = (0.0, 0.0);
            for (int n = 0; n < series.Length; n++)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * k * n / series.Length);
                real += (series[n] - mean) * cos;
                imaginary += (series[n] - mean) * sin;
            }

            power += (real * real) + (imaginary * imaginary);
        }

        return power;
    }
}
