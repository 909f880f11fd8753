namespace Ecg.Annotations.Beats;

/// <summary>
/// The parameters of the detector. Those without a published source were tuned on 22 records of the MIT-BIH Arrhythmia Database, each
/// choice validated on records that it was not made on.
/// </summary>
internal sealed record BeatModel
{
    /// <summary>The default parameters.</summary>
    public static BeatModel Default { get; } = new();

    /// <summary>The centre of the band in which a QRS complex stands out from P and T waves and noise, in Hz.</summary>
    public double Centre { get; init; } = 14.5;

    /// <summary>The standard deviation of the band's Gaussian window, in seconds.</summary>
    public double Width { get; init; } = 0.023;

    /// <summary>The minimum level of a lead's QRS complexes, in mV of the envelope: below it, no ECG is visible.</summary>
    public double LowestLevel { get; init; } = 0.01;

    /// <summary>The quantile of the highest peaks of each two seconds around that is the level.</summary>
    public double LevelQuantile { get; init; } = 0.25;

    /// <summary>The quantile of the highest peaks of each eighth of a second around that is the noise.</summary>
    public double NoiseQuantile { get; init; } = 0.41;

    /// <summary>The ratio of level to noise above which a lead's weight no longer grows.</summary>
    public double HighestContrast { get; init; } = 15;

    /// <summary>The ratio of level to noise that pure noise has; a lead's weight is the excess over it.</summary>
    public double LeastContrast { get; init; } = 1.5;

    /// <summary>The exponent of the weight.</summary>
    public double ContrastPower { get; init; } = 1;

    /// <summary>The height at which a single lead of several is capped.</summary>
    public double HighestVote { get; init; } = 1.9;

    /// <summary>The height from which a lead is silent that shows no more in two seconds.</summary>
    public double SilentHeight { get; init; } = 0.2;

    /// <summary>The height above which a lead shows QRS complexes, so that others that are silent do not vote.</summary>
    public double VisibleHeight { get; init; } = 0.7;

    /// <summary>The minimum height of a candidate.</summary>
    public double LowestPeak { get; init; } = 0.12;

    /// <summary>A candidate is the highest peak within this time in both directions, in seconds.</summary>
    public double PeakReach { get; init; } = 0.06;

    /// <summary>A peak this close to an end of the recording is not a beat, because half of its QRS complex is missing. In seconds.</summary>
    public double EdgeMargin { get; init; } = 0.05;

    /// <summary>The height of a peak that is equally likely a beat or not.</summary>
    public double Threshold { get; init; } = 0.28;

    /// <summary>The weight of the logarithm of the height.</summary>
    public double HeightWeight { get; init; } = 2.9;

    /// <summary>The logarithm of the height above which the likelihood no longer grows.</summary>
    public double HighestEvidence { get; init; } = 1.3;

    /// <summary>The weight of the logarithm of the noise.</summary>
    public double NoiseWeight { get; init; } = -0.7;

    /// <summary>The noise at which the term is 0, as a logarithm.</summary>
    public double NoiseMiddle { get; init; } = -1.7;

    /// <summary>The noise below which the term no longer grows: a pause is quieter than what is between beats, and its P waves are no likelier for that.</summary>
    public double LowestNoise { get; init; } = 0.03;

    /// <summary>The maximum noise: in a fast rhythm, little is visible between the beats, and that is not noise.</summary>
    public double HighestNoise { get; init; } = 0.55;

    /// <summary>The height relative to the noise of a peak that is equally likely a beat or not, if that exceeds <see cref="Threshold"/>.</summary>
    public double NoiseThreshold { get; init; } = 1.15;

    /// <summary>The part of the noise that does not count against a candidate as tall as the usual QRS complex and just like others.</summary>
    public double AlikeShare { get; init; } = 0.9;

    /// <summary>The similarity from which that part grows.</summary>
    public double AlikeFrom { get; init; } = 0.95;

    /// <summary>The height from which it grows.</summary>
    public double TallFrom { get; init; } = 0.85;

    /// <summary>The size, and the height, below which a candidate is less likely: P waves are a third as large as QRS complexes.</summary>
    public double SmallSize { get; init; } = 0.35;

    /// <summary>The weight of the logarithm of the size.</summary>
    public double SmallWeight { get; init; } = 1;

    /// <summary>The least distance from a candidate of the baseline before and behind it, in seconds: a QRS complex is over by then.</summary>
    public double StepNear { get; init; } = 0.1;

    /// <summary>The greatest distance of that baseline, in seconds: the T wave's peak comes later.</summary>
    public double StepFar { get; init; } = 0.2;

    /// <summary>The step of the baseline, relative to the range, above which a candidate is less likely a beat: electrodes step, hearts do not.</summary>
    public double StepFrom { get; init; } = 0.6;

    /// <summary>The penalty of a step that is unlike all others.</summary>
    public double StepPenalty { get; init; } = 8;

    /// <summary>The extent of a candidate's shape to either side, in seconds.</summary>
    public double ShapeReach { get; init; } = 0.09;

    /// <summary>The standard deviation of the shape's Gaussian window, in seconds.</summary>
    public double ShapeWidth { get; init; } = 0.04;

    /// <summary>The minimum height of a candidate that others are compared with.</summary>
    public double LowestPeer { get; init; } = 0.4;

    /// <summary>The weight of the similarity at high noise.</summary>
    public double LikenessWeight { get; init; } = 7;

    /// <summary>The noise at which that weight is halved.</summary>
    public double LikenessNoise { get; init; } = 1;

    /// <summary>The similarity at which the term is 0.</summary>
    public double UsualLikeness { get; init; } = 1;

    /// <summary>The similarity below which the term no longer falls.</summary>
    public double LowestLikeness { get; init; } = 0.3;

    /// <summary>The minimum distance of two beats, in seconds.</summary>
    public double ShortestInterval { get; init; } = 0.233;

    /// <summary>A peak that follows a beat sooner than this may be its T wave, in seconds.</summary>
    public double TWaveInterval { get; init; } = 0.354;

    /// <summary>The penalty of such a peak.</summary>
    public double TWavePenalty { get; init; } = 1.1;

    /// <summary>The similarity to the previous beat above which that penalty decreases.</summary>
    public double SameShape { get; init; } = 0.8;

    /// <summary>The penalty of a premature beat.</summary>
    public double PrematurePenalty { get; init; } = 0.18;

    /// <summary>The penalty of a long interval.</summary>
    public double LongPenalty { get; init; } = 2.5;

    /// <summary>The maximum distance of the R peak from the envelope's peak, in seconds.</summary>
    public double PeakWindow { get; init; } = 0.08;

    /// <summary>How much the weight of a wave decreases from the middle to the end of that window.</summary>
    public double PeakNearness { get; init; } = 0.2;

    /// <summary>How much the usual polarity of a lead's QRS complexes determines which wave is the R peak.</summary>
    public double PolarityWeight { get; init; } = 0.4;

    /// <summary>How much one beat changes the usual polarity.</summary>
    public double PolarityGain { get; init; } = 0.05;

    /// <summary>The fraction of the greatest weight that a lead needs to determine R peaks.</summary>
    public double ReferenceShare { get; init; } = 0.5;
}
