namespace Ecg.Annotations.Beats;

/// <summary>
/// The numbers of the detector. Those that no source gives were tuned on 22 records of the MIT-BIH Arrhythmia Database, each
/// choice held against records that it was not made on.
/// </summary>
internal sealed record BeatModel
{
    /// <summary>The numbers in use.</summary>
    public static BeatModel Default { get; } = new();

    /// <summary>The middle of the band in which a QRS complex stands out from P and T waves and from noise, in Hz.</summary>
    public double Centre { get; init; } = 14.5;

    /// <summary>The standard deviation of the band's Gaussian window, in seconds.</summary>
    public double Width { get; init; } = 0.027;

    /// <summary>The lowest level that a lead's QRS complexes have, in mV of the envelope: below it there is no heart to see.</summary>
    public double LowestLevel { get; init; } = 0.04;

    /// <summary>Of the heights of the tallest peaks around, each of two seconds, the quantile that is the level.</summary>
    public double LevelQuantile { get; init; } = 0.33;

    /// <summary>Of the tallest peaks of each eighth of a second around, the quantile that is the noise.</summary>
    public double NoiseQuantile { get; init; } = 0.41;

    /// <summary>The ratio of level to noise above which a lead's vote grows no more.</summary>
    public double HighestContrast { get; init; } = 15;

    /// <summary>The power of the ratio of level to noise with which a lead votes.</summary>
    public double ContrastPower { get; init; } = 1.35;

    /// <summary>The height above which one lead of several says no more.</summary>
    public double HighestVote { get; init; } = 2;

    /// <summary>The lowest peak that is looked at.</summary>
    public double LowestPeak { get; init; } = 0.12;

    /// <summary>A peak is the tallest within this time either way, in seconds.</summary>
    public double PeakReach { get; init; } = 0.06;

    /// <summary>A peak this close to an end of the recording is no beat: half of its QRS complex is missing. In seconds.</summary>
    public double EdgeMargin { get; init; } = 0.05;

    /// <summary>The height at which a peak is as likely a beat as not.</summary>
    public double Threshold { get; init; } = 0.32;

    /// <summary>How much the logarithm of the height weighs.</summary>
    public double HeightWeight { get; init; } = 3.3;

    /// <summary>The logarithm of the height above which a peak is no more of a beat.</summary>
    public double HighestEvidence { get; init; } = 1.5;

    /// <summary>How much the logarithm of the noise weighs.</summary>
    public double NoiseWeight { get; init; } = -0.65;

    /// <summary>The noise at which the term is 0, its logarithm.</summary>
    public double NoiseMiddle { get; init; } = -1.6;

    /// <summary>Two beats are at least this far apart, in seconds.</summary>
    public double ShortestInterval { get; init; } = 0.233;

    /// <summary>A peak that follows a beat sooner than this may be its T wave, in seconds.</summary>
    public double TWaveInterval { get; init; } = 0.354;

    /// <summary>What such a peak has against it.</summary>
    public double TWavePenalty { get; init; } = 1.4;

    /// <summary>What a premature beat has against it.</summary>
    public double PrematurePenalty { get; init; } = 0.17;

    /// <summary>What a long interval has against it.</summary>
    public double LongPenalty { get; init; } = 2.7;
}
