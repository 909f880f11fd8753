namespace Ecg.Annotations.Beats;

/// <summary>How alike the shape of a candidate is to those of the candidates right before it.</summary>
/// <param name="Packed">A byte each, the nearest lowest.</param>
internal readonly record struct RecentLikeness(ulong Packed)
{
    /// <summary>How many candidates before it are known: more than the reach of a T wave holds.</summary>
    public const int Count = 8;

    private const int BitsEach = 8;
    private const float StepsToOne = 127;

    /// <summary>The likeness to the candidate so many before, -1 to 1; 0 where it is not known.</summary>
    public double this[int before] => before > Count ? 0 : (sbyte)(Packed >> (BitsEach * (before - 1))) / StepsToOne;

    /// <summary>The same with the likeness to one more candidate.</summary>
    public RecentLikeness With(int before, float likeness)
    {
        ulong step = (byte)(sbyte)MathF.Round(Math.Clamp(likeness, -1, 1) * StepsToOne);
        return new RecentLikeness(Packed | (step << (BitsEach * (before - 1))));
    }
}
