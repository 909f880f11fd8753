namespace Ecg.Lake.Parquet;

/// <summary>Tracks the smallest and the largest value.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal record struct Extremes<T>
    where T : IComparable<T>
{
    /// <summary>Creates the extremes of sorted values.</summary>
    public Extremes(T min, T max) => (AreKnown, Min, Max) = (true, min, max);

    /// <summary>Whether there was a value.</summary>
    public bool AreKnown { get; private set; }

    /// <summary>The smallest value, once there was one.</summary>
    public T Min { get; private set; } = default!;

    /// <summary>The largest value, once there was one.</summary>
    public T Max { get; private set; } = default!;

    /// <summary>Adds a value.</summary>
    public void Add(T value)
    {
        if (!AreKnown)
        {
            this = new Extremes<T>(value, value);
        }
        else if (value.CompareTo(Min) < 0)
        {
            Min = value;
        }
        else if (value.CompareTo(Max) > 0)
        {
            Max = value;
        }
    }
}
