namespace Ecg.Signals.Assessment;

/// <summary>
/// The limits of a <see cref="NoiseFinder"/>. The library uses the defaults; a measurement may
/// try others.
/// </summary>
internal sealed record NoiseLimits
{
    /// <summary>The limits that the library uses.</summary>
    public static NoiseLimits Default { get; } = new();

    /// <summary>
    /// A window whose mean is this far from the median of all, in mV, counts as electrode motion: even with a giant T wave of 2 mV,
    /// the mean of a window stays below it.
    /// </summary>
    public double LargestShift { get; init; } = 3;

    /// <summary>
    /// If the signal moves back and forth faster than this for a whole second, in mV per second, mains or muscle noise hides it.
    /// 50 Hz mains moves 200 times its amplitude per second: the limit is 0.3 mV of it, half a small QRS complex.
    /// </summary>
    public double FastestVariation { get; init; } = 60;

    /// <summary>
    /// QRS complexes stand out if the windows that hold one span this many times as much as the windows between them. On
    /// the half of Challenge 2011's set a that it was chosen on, 1.5 to 1.6 are nearly as good.
    /// </summary>
    public double LowestContrast { get; init; } = 1.55;

    /// <summary>
    /// Ten seconds whose baseline is on average this far from its median, in mV, cannot be compared: on paper the lead overlaps
    /// its neighbours, which are some 2 cm (2 mV) away, for much of the time, or crosses them for a part of it. Breathing moves
    /// the baseline by a few tenths of this. On the half of Challenge 2011's set a that it was chosen on, 1.25 to 2 are as good.
    /// </summary>
    public double LargestWander { get; init; } = 1.5;
}
