namespace Ecg.Annotations.Beats;

/// <summary>A peak of the fused envelope, which may be a beat.</summary>
/// <param name="Seconds">Where it is, from the start of the recording.</param>
/// <param name="Height">Its height; that of the usual QRS complex around it is 1.</param>
/// <param name="Noise">The height of what lies between the beats around it.</param>
/// <param name="MissingSeconds">How much of the signal was missing before it.</param>
/// <param name="Sample">The sample of the R peak, if it is a beat.</param>
/// <param name="Likeness">How much its shape is like others around, -1 to 1; NaN where there are too few.</param>
internal readonly record struct BeatCandidate(double Seconds, float Height, float Noise, double MissingSeconds, long Sample, float Likeness = float.NaN)
{
    /// <summary>How much its shape is like those right before it.</summary>
    public RecentLikeness Recent { get; init; }
}
