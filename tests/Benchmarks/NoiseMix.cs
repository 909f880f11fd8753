using Ecg.Tests.Shared.Beats;

namespace Benchmarks;

/// <summary>
/// Adds calibrated noise to a record as nst(1) of the MIT-BIH Noise Stress Test Database does: clean for five minutes, then
/// noisy and clean by turns of two minutes. The noise is made here: that of muscles, white between 20 and 100 Hz in bursts, and that of moved
/// electrodes, steps that decay within a second over a random walk, half of the power each.
/// </summary>
internal static class NoiseMix
{
    private const double CleanSeconds = 300;
    private const double TurnSeconds = 120;
    private const double QrsSeconds = 0.1;

    /// <summary>A record with noise of a signal-to-noise ratio.</summary>
    /// <param name="record">The record.</param>
    /// <param name="decibels">
    /// The ratio of the signal's power, an eighth of the squared peak-to-peak amplitude of the mean QRS complex, to that of the noise.
    /// </param>
    /// <param name="seed">Of the random numbers.</param>
    public static AnnotatedRecord Add(AnnotatedRecord record, double decibels, int seed) => record with
    {
        Leads = [.. record.Leads.Select((samples, lead) => Add(record, samples, decibels, new Random((seed * 16) + lead)))],
    };

    /// <summary>Whether a sample is in a noisy turn.</summary>
    public static bool IsNoisy(double samplingRate, long sample)
    {
        double seconds = (sample / samplingRate) - CleanSeconds;
        return seconds >= 0 && (int)(seconds / TurnSeconds) % 2 == 0;
    }

    private static float[] Add(AnnotatedRecord record, float[] samples, double decibels, Random random)
    {
        double[] muscle = Muscle(record.SamplingRate, samples.Length, random);
        double[] electrode = Electrode(record.SamplingRate, samples.Length, random);
        double amplitude = QrsAmplitude(record, samples);
        double power = amplitude * amplitude / 8 / Math.Pow(10, decibels / 10);
        (double muscleScale, double electrodeScale) = (Math.Sqrt(power / 2 / Power(muscle)), Math.Sqrt(power / 2 / Power(electrode)));
        float[] noisy = new float[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            noisy[i] = IsNoisy(record.SamplingRate, i)
                ? (float)(samples[i] + (muscleScale * muscle[i]) + (electrodeScale * electrode[i]))
                : samples[i];
        }

        return noisy;
    }

    // nst(1): the median-like mean of the ranges of the QRS complexes, the largest and smallest five percent left out.
    private static double QrsAmplitude(AnnotatedRecord record, float[] samples)
    {
        int reach = (int)(QrsSeconds / 2 * record.SamplingRate);
        double[] ranges = record.Beats
            .Where(beat => beat >= reach && beat + reach < samples.Length)
            .Select(beat => samples.AsSpan((int)beat - reach, (2 * reach) + 1).ToArray())
            .Select(complex => (double)complex.Max() - complex.Min())
            .Order()
            .ToArray();
        return ranges[(ranges.Length / 20)..^(ranges.Length / 20)].Average();
    }

    private static double[] Muscle(double samplingRate, int count, Random random)
    {
        double[] noise = new double[count];
        double slow = 0, fast = 0, burst = 1, target = 1;
        double low = 1 - Math.Exp(-2 * Math.PI * 20 / samplingRate);
        double high = 1 - Math.Exp(-2 * Math.PI * 100 / samplingRate);
        for (int i = 0; i < count; i++)
        {
            target = random.NextDouble() < 1 / samplingRate ? 0.2 + (2 * random.NextDouble()) : target;
            burst += (target - burst) * 5 / samplingRate;
            fast += high * (Gaussian(random) - fast);
            slow += low * (fast - slow);
            noise[i] = burst * (fast - slow);
        }

        return noise;
    }

    private static double[] Electrode(double samplingRate, int count, Random random)
    {
        double[] noise = new double[count];
        double step = 0, smooth = 0, walk = 0;
        for (int i = 0; i < count; i++)
        {
            step *= Math.Exp(-1 / (0.3 * samplingRate));
            step += random.NextDouble() < 1 / samplingRate ? 3 * Gaussian(random) : 0;
            smooth += (step - smooth) * Math.Min(1, 2 * Math.PI * 8 / samplingRate);
            walk += (Gaussian(random) * 0.5 / Math.Sqrt(samplingRate)) - (walk / samplingRate);
            noise[i] = smooth + walk;
        }

        return noise;
    }

    private static double Power(double[] values)
    {
        double mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
