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
    public double Width { get; init; } = 0.023;

    /// <summary>The lowest level that a lead's QRS complexes have, in mV of the envelope: below it there is no heart to see.</summary>
    public double LowestLevel { get; init; } = 0.01;

    /// <summary>Of the heights of the tallest peaks around, each of two seconds, the quantile that is the level.</summary>
    public double LevelQuantile { get; init; } = 0.25;

    /// <summary>Of the tallest peaks of each eighth of a second around, the quantile that is the noise.</summary>
    public double NoiseQuantile { get; init; } = 0.41;

    /// <summary>The ratio of level to noise above which a lead's vote grows no more.</summary>
    public double HighestContrast { get; init; } = 15;

    /// <summary>The ratio of level to noise that noise alone has: a lead votes by what it has above this.</summary>
    public double LeastContrast { get; init; } = 1.5;

    /// <summary>The power of that with which a lead votes.</summary>
    public double ContrastPower { get; init; } = 1;

    /// <summary>The height above which one lead of several says no more.</summary>
    public double HighestVote { get; init; } = 1.9;

    /// <summary>The lowest peak that is looked at.</summary>
    public double LowestPeak { get; init; } = 0.12;

    /// <summary>A peak is the tallest within this time either way, in seconds.</summary>
    public double PeakReach { get; init; } = 0.06;

    /// <summary>A peak this close to an end of the recording is no beat: half of its QRS complex is missing. In seconds.</summary>
    public double EdgeMargin { get; init; } = 0.05;

    /// <summary>The height at which a peak is as likely a beat as not.</summary>
    public double Threshold { get; init; } = 0.3;

    /// <summary>How much the logarithm of the height weighs.</summary>
    public double HeightWeight { get; init; } = 2.9;

    /// <summary>The logarithm of the height above which a peak is no more of a beat.</summary>
    public double HighestEvidence { get; init; } = 1.3;

    /// <summary>How much the logarithm of the noise weighs.</summary>
    public double NoiseWeight { get; init; } = -0.7;

    /// <summary>The noise at which the term is 0, its logarithm.</summary>
    public double NoiseMiddle { get; init; } = -1.6;

    /// <summary>The highest noise: of a fast heart little is seen between its beats, and what is seen then is no noise.</summary>
    public double HighestNoise { get; init; } = 0.55;

    /// <summary>How far above the noise a peak must be to be as likely a beat as not, where that is more than <see cref="Threshold"/>.</summary>
    public double NoiseThreshold { get; init; } = 1.15;

    /// <summary>How far from a candidate its shape reaches, in seconds.</summary>
    public double ShapeReach { get; init; } = 0.09;

    /// <summary>The standard deviation of the Gaussian window that a shape is seen through, in seconds.</summary>
    public double ShapeWidth { get; init; } = 0.04;

    /// <summary>The lowest height of a candidate whose shape others are compared with.</summary>
    public double LowestPeer { get; init; } = 0.4;

    /// <summary>How much a shape that is like others weighs, where the noise is high.</summary>
    public double LikenessWeight { get; init; } = 7;

    /// <summary>The noise at which it weighs half as much.</summary>
    public double LikenessNoise { get; init; } = 1;

    /// <summary>The likeness at which the term is 0.</summary>
    public double UsualLikeness { get; init; } = 1;

    /// <summary>The likeness below which the term falls no more.</summary>
    public double LowestLikeness { get; init; } = 0.3;

    /// <summary>Two beats are at least this far apart, in seconds.</summary>
    public double ShortestInterval { get; init; } = 0.233;

    /// <summary>A peak that follows a beat sooner than this may be its T wave, in seconds.</summary>
    public double TWaveInterval { get; init; } = 0.354;

    /// <summary>What such a peak has against it.</summary>
    public double TWavePenalty { get; init; } = 1.1;

    /// <summary>The likeness to the beat before it above which the less of that counts the more alike such a peak is.</summary>
    public double SameShape { get; init; } = 0.8;

    /// <summary>What a premature beat has against it.</summary>
    public double PrematurePenalty { get; init; } = 0.18;

    /// <summary>What a long interval has against it.</summary>
    public double LongPenalty { get; init; } = 2.5;

    /// <summary>The R peak is sought this far from the envelope's, in seconds.</summary>
    public double PeakWindow { get; init; } = 0.08;

    /// <summary>How much less a wave counts for at the end of that window than in its middle.</summary>
    public double PeakNearness { get; init; } = 0.2;

    /// <summary>How much the usual polarity of a lead's QRS complexes decides which wave of one is the R peak.</summary>
    public double PolarityWeight { get; init; } = 0.4;

    /// <summary>How much one beat changes the usual polarity.</summary>
    public double PolarityGain { get; init; } = 0.05;

    /// <summary>The part of the greatest vote that a lead needs so that R peaks may be its.</summary>
    public double ReferenceShare { get; init; } = 0.5;
}
