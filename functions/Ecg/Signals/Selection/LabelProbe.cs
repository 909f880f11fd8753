namespace Ecg.Signals.Selection;

/// <summary>
/// Tells labels, sleep stages and markers from a signal, while the values pass once: a few whole numbers, again and again.
/// </summary>
internal sealed class LabelProbe
{
    // The five classes of the AAMI and the six stages of sleep, and room for two more. No lead of a heart has so few levels.
    private const int MostLabels = 8;

    private readonly double[] _seen = new double[MostLabels];
    private int _distinct;
    private long _count;

    /// <summary>Whether the values can still be labels.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether the values are labels. One value throughout is a flat lead as well, and too few tell nothing.</summary>
    public bool AreLabels => IsOpen && _distinct > 1 && _count >= ArrayShape.FewestSamples;

    /// <summary>How many different labels there are.</summary>
    public int Distinct => _distinct;

    /// <summary>Takes the next values.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        for (int i = 0; i < values.Length && IsOpen; i++)
        {
            IsOpen = IsKnown(values[i]) || TakeNote(values[i]);
        }

        _count += values.Length;
    }

    private bool IsKnown(double value) => _seen.AsSpan(0, _distinct).Contains(value);

    private bool TakeNote(double value)
    {
        if (_distinct == MostLabels || value != Math.Truncate(value) || !double.IsFinite(value))
        {
            return false;
        }

        _seen[_distinct++] = value;
        return true;
    }
}
