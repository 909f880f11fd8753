namespace Benchmarks;

/// <summary>
/// The detector of J. Pan and W. J. Tompkins, "A real-time QRS detection algorithm", IEEE Trans. Biomed. Eng. 32(3), 1985, plainly:
/// one lead, band-pass, derivative, square and moving window; adaptive thresholds on the window's output, a search back
/// at half of them, the T wave told by its slope. What the project's own detector is measured beside.
/// </summary>
internal static class PanTompkins
{
    private const double Rate = 200;
    private const double Refractory = 0.2;
    private const double TWaveInterval = 0.36;
    private const double WindowSeconds = 0.15;

    /// <summary>The samples of the beats of a lead.</summary>
    public static IReadOnlyList<long> Detect(double samplingRate, ReadOnlySpan<float> lead)
    {
        double[] signal = Resample(samplingRate, lead);
        double[] slope = Derivative(BandPass(signal));
        double[] energy = MovingMean(slope);
        List<int> peaks = PeaksOf(energy);
        return [.. Choose(peaks, energy, slope).Select(peak => (long)((peak - (WindowSeconds * Rate / 2)) * samplingRate / Rate))];
    }

    private static double[] Resample(double samplingRate, ReadOnlySpan<float> lead)
    {
        double[] result = new double[(int)((lead.Length - 1) * Rate / samplingRate)];
        for (int i = 0; i < result.Length; i++)
        {
            double place = i * samplingRate / Rate;
            int at = (int)place;
            result[i] = lead[at] + ((place - at) * (lead[at + 1] - lead[at]));
        }

        return result;
    }

    // Equations (1) to (6): integer filters for 200 samples a second. The whole pass is 21 samples late.
    private static double[] BandPass(double[] x)
    {
        double At(double[] values, int i) => i < 0 ? 0 : values[i];
        double[] low = new double[x.Length];
        double[] high = new double[x.Length];
        double start = x.Length > 0 ? x[0] : 0;
        double Input(int i) => i < 0 ? 0 : x[i] - start;
        for (int i = 0; i < x.Length; i++)
        {
            low[i] = (2 * At(low, i - 1)) - At(low, i - 2) + Input(i) - (2 * Input(i - 6)) + Input(i - 12);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += low[i] - At(low, i - 32);
            high[i] = At(low, i - 16) - (sum / 32);
        }

        double[] aligned = new double[x.Length];
        const int delay = 21;
        for (int i = 0; i + delay < x.Length; i++)
        {
            aligned[i] = high[i + delay] / 36;
        }

        return aligned;
    }

    private static double[] Derivative(double[] x)
    {
        double[] slope = new double[x.Length];
        for (int i = 2; i < x.Length - 2; i++)
        {
            slope[i] = ((2 * x[i + 2]) + x[i + 1] - x[i - 1] - (2 * x[i - 2])) / 8;
        }

        return slope;
    }

    private static double[] MovingMean(double[] slope)
    {
        int width = (int)(WindowSeconds * Rate);
        double[] energy = new double[slope.Length];
        double sum = 0;
        for (int i = 0; i < slope.Length; i++)
        {
            sum += slope[i] * slope[i];
            sum -= i < width ? 0 : slope[i - width] * slope[i - width];
            energy[i] = sum / width;
        }

        return energy;
    }

    private static List<int> PeaksOf(double[] energy)
    {
        int reach = (int)(Refractory * Rate);
        var peaks = new List<int>();
        for (int i = 1; i + 1 < energy.Length; i++)
        {
            if (energy[i] < energy[i - 1] || energy[i] <= energy[i + 1])
            {
                continue;
            }

            if (peaks.Count > 0 && i - peaks[^1] < reach)
            {
                peaks[^1] = energy[i] > energy[peaks[^1]] ? i : peaks[^1];
            }
            else
            {
                peaks.Add(i);
            }
        }

        return peaks;
    }

    private static List<int> Choose(List<int> peaks, double[] energy, double[] slope)
    {
        Span<double> learning = energy.AsSpan(0, Math.Min(energy.Length, (int)(2 * Rate)));
        double highest = 0, mean = 0;
        foreach (double value in learning)
        {
            highest = Math.Max(highest, value);
            mean += value / learning.Length;
        }

        (double signal, double noise) = (highest / 2, mean / 2);
        var beats = new List<int>();
        double interval = Rate;
        foreach (int peak in peaks)
        {
            if (beats.Count > 0 && peak - beats[^1] > 1.66 * interval)
            {
                double half = (noise + (0.25 * (signal - noise))) / 2;
                IEnumerable<int> missed = peaks.Where(other => other > beats[^1] && other < peak && energy[other] > half).OrderByDescending(other => energy[other]).Take(1);
                foreach (int found in missed)
                {
                    signal = (0.25 * energy[found]) + (0.75 * signal);
                    beats.Add(found);
                }
            }

            if (energy[peak] > noise + (0.25 * (signal - noise)) && !IsTWave(beats, peak, slope))
            {
                signal = (0.125 * energy[peak]) + (0.875 * signal);
                beats.Add(peak);
                interval = beats.Count > 1 ? MeanInterval(beats) : interval;
            }
            else
            {
                noise = (0.125 * energy[peak]) + (0.875 * noise);
            }
        }

        return beats;
    }

    private static double MeanInterval(List<int> beats)
    {
        int first = Math.Max(0, beats.Count - 9);
        return (beats[^1] - beats[first]) / (double)(beats.Count - 1 - first);
    }

    private static bool IsTWave(List<int> beats, int peak, double[] slope) =>
        beats.Count > 0 && peak - beats[^1] < TWaveInterval * Rate && Steepest(slope, peak) < Steepest(slope, beats[^1]) / 2;

    private static double Steepest(double[] slope, int peak)
    {
        double steepest = 0;
        for (int i = Math.Max(0, peak - (int)(WindowSeconds * Rate)); i <= peak; i++)
        {
            steepest = Math.Max(steepest, Math.Abs(slope[i]));
        }

        return steepest;
    }
}
