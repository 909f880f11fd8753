namespace Ecg.Annotations.Beats;

/// <summary>The similarity of a candidate's shape to those of the candidates right before it.</summary>
/// <param name="Packed">One byte each, the nearest in the lowest.</param>
internal readonly record struct RecentLikeness(ulong Packed)
{
    /// <summary>The number of preceding candidates: more than fit into the reach of a T wave.</summary>
    public const int Count = 8;

    private const int BitsEach = 8;
    private const float StepsToOne = 127;

    /// <summary>Returns the similarity to a preceding candidate, -1 to 1; 0 if it is unknown.</summary>
    public double this[int before] => before > Count ? 0 : (sbyte)(Packed >> (BitsEach * (before - 1))) / StepsToOne;

    /// <summary>Returns the value with the similarity to one more candidate.</summary>
    public RecentLikeness With(int before, float likeness)
    {
        ulong step = (byte)(sbyte)MathF.Round(Math.Clamp(likeness, -1, 1) * StepsToOne);
        return new RecentLikeness(Packed | (step << (BitsEach * (before - 1))));
    }
}
