namespace Ecg.Signals.Selection;

/// <summary>
/// Distinguishes labels, sleep stages and markers from a signal in one pass: a few whole numbers that repeat.
/// </summary>
internal sealed class LabelProbe
{
    // The five AAMI classes and the six stages of sleep, and room for two more. No ECG lead has so few levels.
    private const int MostLabels = 8;

    private readonly double[] _seen = new double[MostLabels];
    private int _distinct;
    private long _count;

    /// <summary>Whether the values may still be labels.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether the values are labels. A constant value may be a flat lead, and too few values prove nothing.</summary>
    public bool AreLabels => IsOpen && _distinct > 1 && _count >= ArrayShape.FewestSamples;

    /// <summary>The number of different labels.</summary>
    public int Distinct => _distinct;

    /// <summary>Adds the next values.</summary>
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
