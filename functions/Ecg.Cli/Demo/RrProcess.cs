namespace Ecg.Cli.Demo;

/// <summary>
/// The intervals between heartbeats: a process whose spectrum has two peaks, one of the blood pressure's Mayer waves and one of
/// respiratory sinus arrhythmia (McSharry et al. 2003: S(f) is the sum of two Gaussians, the phases are random).
/// </summary>
internal sealed class RrProcess
{
    /// <summary>The centre of the low-frequency peak in Hz, f1 of the paper.</summary>
    public const double MayerFrequency = 0.1;

    /// <summary>The centre of the high-frequency peak in Hz, f2 of the paper: 15 breaths a minute.</summary>
    public const double RespiratoryFrequency = 0.25;

    /// <summary>The standard deviation of either peak in Hz, c1 and c2 of the paper.</summary>
    public const double PeakDeviation = 0.01;

    private const double ShortestBase = 512;
    private const double ShortestInterval = 0.25;
    private const double LongestInterval = 3;
    private const double PeakReach = 5;

    private readonly List<(double Frequency, double Amplitude, double Phase)> _waves = [];
    private readonly double _mean;
    private readonly double _scale;

    /// <summary>Creates a process.</summary>
    /// <param name="heartRate">The mean heart rate in beats per minute.</param>
    /// <param name="deviation">The standard deviation of the heart rate in beats per minute.</param>
    /// <param name="lowToHigh">The power of the low-frequency peak divided by that of the high-frequency one, sigma1^2/sigma2^2.</param>
    /// <param name="seconds">The time that the process must not repeat itself in.</param>
    /// <param name="random">Gives the phases.</param>
    public RrProcess(double heartRate, double deviation, double lowToHigh, double seconds, RandomSource random)
    {
        _mean = 60 / heartRate;
        double step = 1 / Math.Max(ShortestBase, 2 * seconds);
        double power = 0.0;
        for (double frequency = step; frequency < RespiratoryFrequency + (PeakReach * PeakDeviation); frequency += step)
        {
            double density = (lowToHigh * Peak(frequency - MayerFrequency)) + Peak(frequency - RespiratoryFrequency);
            _waves.Add((frequency, Math.Sqrt(density), random.NextBetween(0, 2 * Math.PI)));
            power += density / 2;
        }

        // The standard deviation of the interval that goes with that of the rate, to the first order.
        _scale = 60 * deviation / (heartRate * heartRate) / Math.Sqrt(power);
    }

    /// <summary>The interval that begins at a time, in seconds.</summary>
    public double IntervalAt(double time)
    {
        double sum = 0.0;
        foreach ((double frequency, double amplitude, double phase) in _waves)
        {
            sum += amplitude * Math.Cos((2 * Math.PI * frequency * time) + phase);
        }

        return Math.Clamp(_mean + (_scale * sum), ShortestInterval, LongestInterval);
    }

    private static double Peak(double distance) =>
        Math.Exp(-distance * distance / (2 * PeakDeviation * PeakDeviation)) / Math.Sqrt(2 * Math.PI * PeakDeviation * PeakDeviation);
}
