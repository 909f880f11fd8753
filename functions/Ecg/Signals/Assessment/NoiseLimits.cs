namespace Ecg.Signals.Assessment;

/// <summary>
/// What a <see cref="NoiseFinder"/> takes for noise. The numbers are those that the library judges by; a measurement may
/// try others.
/// </summary>
internal sealed record NoiseLimits
{
    /// <summary>The numbers that the library judges by.</summary>
    public static NoiseLimits Default { get; } = new();

    /// <summary>
    /// A window whose mean lies this far from the median of all, in mV, is electrode motion: with a T wave of 2 mV, which is
    /// a giant, the mean of a window stays below it.
    /// </summary>
    public double LargestShift { get; init; } = 3;

    /// <summary>
    /// A second in which the signal moves to and fro faster than this throughout, in mV a second, is hidden by mains or muscle
    /// noise. Mains of 50 Hz moves 200 times its amplitude a second: the limit is 0.3 mV of it, half a small QRS complex.
    /// </summary>
    public double FastestVariation { get; init; } = 60;

    /// <summary>
    /// QRS complexes stand out where the windows that hold one span this many times what the windows between them do. On
    /// the half of Challenge 2011's set a that it was chosen on, 1.5 to 1.6 are nearly as good.
    /// </summary>
    public double LowestContrast { get; init; } = 1.55;

    /// <summary>
    /// Ten seconds whose baseline lies this far from its median on the average, in mV, cannot be compared: on paper the lead runs
    /// into its neighbours, which are some 2 cm (2 mV) away, for much of the time, or far across them for a part of it. Breath moves
    /// the baseline by a few tenths of this. On the half of Challenge 2011's set a that it was chosen on, 1.25 to 2 are as good.
    /// </summary>
    public double LargestWander { get; init; } = 1.5;
}
