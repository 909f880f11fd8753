namespace Ecg.Annotations.Beats;

/// <summary>A peak of the fused envelope, which may be a beat.</summary>
/// <param name="Seconds">Its time from the start of the recording, in seconds.</param>
/// <param name="Height">Its height, relative to the usual QRS complex around it.</param>
/// <param name="Noise">The height of the signal between the beats around it.</param>
/// <param name="MissingSeconds">The duration of missing signal before it.</param>
/// <param name="Sample">The sample of the R peak, if it is a beat.</param>
/// <param name="Likeness">The similarity of its shape to others around it, -1 to 1; NaN if there are too few.</param>
internal readonly record struct BeatCandidate(double Seconds, float Height, float Noise, double MissingSeconds, long Sample, float Likeness = float.NaN)
{
    /// <summary>The similarity of its shape to those right before it.</summary>
    public RecentLikeness Recent { get; init; }

    /// <summary>The size of its shape, all frequencies included, relative to the usual QRS complex around it; 1 if that is unknown.</summary>
    public float Size { get; init; } = 1;

    /// <summary>How far the baseline behind it is from that before it, relative to its range: 1 where the signal steps and stays there.</summary>
    public float Step { get; init; }
}
