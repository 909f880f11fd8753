namespace Ecg.Cli.Demo;

/// <summary>What an <see cref="EcgModel"/> is to make.</summary>
internal sealed record EcgModelSettings
{
    /// <summary>The mean heart rate in beats per minute.</summary>
    public double HeartRate { get; init; } = 60;

    /// <summary>The standard deviation of the heart rate in beats per minute.</summary>
    public double HeartRateDeviation { get; init; } = 1;

    /// <summary>The ratio of low to high frequency power in the heart rate's variation.</summary>
    public double LowToHigh { get; init; } = 0.5;

    /// <summary>The shape of a beat at 60 beats per minute. The ventricles' own beats have eight leads, so ectopy needs as many here.</summary>
    public EcgMorphology Morphology { get; init; } = EcgMorphology.Normal;

    /// <summary>What sets the pace.</summary>
    public HeartRhythm Rhythm { get; init; }

    /// <summary>The sampling rate of the recorder in Hz.</summary>
    public double SamplingRate { get; init; } = 500;

    /// <summary>The length of the recording in seconds.</summary>
    public double Seconds { get; init; } = 10;

    /// <summary>How far breathing moves the baseline, in mV: A of the paper.</summary>
    public double BaselineWander { get; init; } = 0.15;

    /// <summary>The standard deviation of the measurement noise in mV.</summary>
    public double Noise { get; init; } = 0.008;

    /// <summary>Gives phases, noise and intervals. The same settings make the same signal.</summary>
    public long Seed { get; init; } = 1;
}
