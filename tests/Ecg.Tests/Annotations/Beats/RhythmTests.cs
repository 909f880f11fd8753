using Ecg.Annotations.Beats;
using NUnit.Framework;

namespace Ecg.Tests.Annotations.Beats;

/// <summary>Holds the detector to the rhythms and shapes that make detectors fail.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class RhythmTests
{
    private const double SamplingRate = 360;
    private const double Seconds = 60;

    private static readonly (double After, double Width, double Height)[] Normal =
        [(-0.16, 0.022, 0.12), (-0.026, 0.008, -0.1), (0, 0.011, 1), (0.026, 0.008, -0.2), (0.28, 0.045, 0.25)];

    private static readonly (double After, double Width, double Height)[] Ventricular =
        [(0, 0.03, 1.8), (0.09, 0.035, -0.5), (0.3, 0.06, -0.7)];

    [Test]
    public void Takes_no_T_wave_for_a_beat_that_is_taller_than_the_R_wave([Values(50, 75, 100)] double rate, [Values(1, -1)] double sign)
    {
        (double After, double Width, double Height)[] tall = [(-0.16, 0.022, 0.1), (0, 0.011, 0.5), (0.025, 0.01, -0.15), (0.3, 0.04, sign * 0.8)];

        AssertFound(Regular(rate, tall));
    }

    [Test]
    public void Takes_no_P_wave_for_a_beat_that_is_half_as_tall_as_the_R_wave([Values(0.12, 0.2, 0.28)] double before) =>
        AssertFound(Regular(70, [(-before, 0.022, 0.25), (0, 0.011, 0.5), (0.03, 0.01, -0.2), (0.28, 0.045, 0.15)]));

    [Test]
    public void Finds_the_wide_beats_of_a_pacemaker_behind_its_spikes([Values(0.5, 1, 3, 5)] double spike, [Values(1, -1)] double sign) =>
        AssertFound(Regular(72, [(-0.1, 0.0015, spike), (0, 0.035, sign * 1), (0.1, 0.03, sign * -0.2), (0.32, 0.06, sign * -0.5)]), 0.02);

    [Test]
    public void Finds_no_beat_in_a_pause_in_which_the_atria_go_on([Values(0.05, 0.1)] double atrial)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        for (int beat = 0; beat < 63; beat++)
        {
            double time = 0.5 + (0.95 * beat);
            if (beat % 12 < 10)
            {
                ecg.AddBeat(time, Normal);
            }
            else
            {
                ecg.AddWave(time - 0.16, 0.022, atrial);
            }
        }

        AssertFound(ecg);
    }

    [Test]
    public void Finds_no_beat_in_a_long_pause([Values(3, 5, 6, 8)] double pause, [Values(0, 0.1, 0.15)] double atrial)
    {
        var ecg = new DrawnEcg(SamplingRate, 2 * Seconds);
        double time = 0.5;
        for (int beat = 1; time < (2 * Seconds) - 1; beat++)
        {
            ecg.AddBeat(time, Normal.Skip(1));
            double next = time + (beat % 18 == 12 ? pause : 0.8);
            for (double wave = time + 0.64; wave < next; wave += 0.8)
            {
                ecg.AddWave(Math.Min(wave, next - 0.16), 0.022, atrial);
            }

            time = next;
        }

        AssertFound(ecg);
    }

    [Test]
    public void Counts_no_P_wave_of_a_complete_heart_block([Values(28, 35)] double rate, [Values(0.1, 0.25)] double atrial)
    {
        var ecg = new DrawnEcg(SamplingRate, 2 * Seconds);
        for (double time = 0.3; time < (2 * Seconds) - 0.5; time += 0.75)
        {
            ecg.AddWave(time, 0.022, atrial);
        }

        for (double time = 1; time < (2 * Seconds) - 1; time += 60 / rate)
        {
            ecg.AddBeat(time, Normal.Skip(1));
        }

        AssertFound(ecg);
    }

    [Test]
    public void Finds_no_beat_where_the_heart_stands_still_at_the_end([Values(5, 8)] double standstill)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        for (double time = 0.5; time < Seconds - standstill; time += 0.8)
        {
            ecg.AddBeat(time, Normal);
        }

        AssertFound(ecg);
    }

    [Test]
    public void Finds_the_beats_where_they_become_small_for_good([Values(0.5, 0.2, 0.1)] double height)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds, 0.002);
        for (double time = 0.5; time < Seconds - 1; time += 0.8)
        {
            ecg.AddBeat(time, time < 25 ? Normal : Normal.Select(wave => (wave.After, wave.Width, height * wave.Height)));
        }

        AssertFound(ecg);
    }

    [Test]
    public void Finds_the_small_beats_between_large_ones_of_the_ventricles([Values(0.25, 0.5)] double height)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        for (double time = 1; time < Seconds - 2; time += 1.7)
        {
            ecg.AddBeat(time, Normal.Select(wave => (wave.After, wave.Width, height * wave.Height)));
            ecg.AddBeat(time + 0.6, Ventricular);
        }

        AssertFound(ecg, 0.02);
    }

    [Test]
    public void Finds_each_beat_of_a_ventricular_tachycardia([Values(150, 190, 210, 230)] double rate)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        double time = 0.5;
        while (time < Seconds - 1)
        {
            bool isFast = time % 20 > 14;
            ecg.AddBeat(time, isFast ? [(0, 0.03, 1.3), (0.12, 0.04, -0.5)] : Normal);
            time += isFast ? 60 / rate : 0.8;
        }

        AssertFound(ecg, 0.02);
    }

    [Test]
    public void Finds_the_beats_of_atrial_fibrillation_whatever_their_intervals()
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        var random = new Random(7);
        for (double time = 0; time < Seconds; time += 0.15 + (0.03 * random.NextDouble()))
        {
            ecg.AddWave(time, 0.03, 0.1);
        }

        for (double time = 0.5; time < Seconds - 1; time += 0.38 + (0.8 * random.NextDouble()))
        {
            ecg.AddBeat(time, Normal.Skip(1));
        }

        AssertFound(ecg);
    }

    [Test]
    public void Counts_no_flutter_wave([Values(2, 3, 4)] int conduction)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        for (int wave = 0; wave < 5 * (Seconds - 2); wave++)
        {
            ecg.AddWave(0.5 + (0.2 * wave), 0.04, -0.2);
            if (wave % conduction == 0)
            {
                ecg.AddBeat(0.6 + (0.2 * wave), Normal.Skip(1).Take(3));
            }
        }

        AssertFound(ecg);
    }

    [Test]
    public void Takes_no_step_of_a_moved_electrode_for_a_beat([Values(1.5, -1.5, 4, -4)] double height)
    {
        DrawnEcg drawn = Regular(72, Normal);
        drawn.AddStep(15.4, height, 1.5);
        drawn.AddStep(45.4, height, 1.5);

        AssertFound(drawn, 0.02);
    }

    [Test]
    public void Finds_the_beats_of_the_other_lead_while_one_is_at_a_rail()
    {
        SyntheticEcg one = Regular(72, Normal).Ecg;
        SyntheticEcg other = Regular(72, [.. Normal.Select(wave => (wave.After, wave.Width, -0.5 * wave.Height))]).Ecg;
        float[] railed = [.. one.Leads[0].Select((value, i) => i / SamplingRate % 15 is > 8 and < 12 ? 5 : value)];

        AssertFound(one with { Leads = [railed, other.Leads[0]] }, 0.02);
    }

    [Test]
    public void Marks_the_peak_of_a_wide_complex_and_not_the_wave_behind_it([Values(1, -1)] double sign) =>
        AssertFound(Regular(70, [(0, 0.022, sign * 1.6), (0.1, 0.045, sign * -1.2), (0.34, 0.06, sign * 0.3)]));

    private static DrawnEcg Regular(double rate, (double After, double Width, double Height)[] waves)
    {
        var ecg = new DrawnEcg(SamplingRate, Seconds);
        for (double time = 0.5; time < Seconds; time += 60 / rate)
        {
            ecg.AddBeat(time, waves);
        }

        return ecg;
    }

    private static void AssertFound(DrawnEcg drawn, double tolerance = 0.01) => AssertFound(drawn.Ecg, tolerance);

    private static void AssertFound(SyntheticEcg ecg, double tolerance)
    {
        double[] beats = [.. BeatDetector.Detect(SamplingRate, ecg.Leads).Select(beat => beat.Sample / SamplingRate)];

        Assert.Multiple(() =>
        {
            Assert.That(ecg.InnerPeaks.Where(peak => !beats.Any(beat => Math.Abs(beat - peak) <= tolerance)), Is.Empty, "missed");
            Assert.That(beats.Where(beat => !ecg.Peaks.Any(peak => Math.Abs(beat - peak) <= tolerance)), Is.Empty, "wrong");
        });
    }
}
