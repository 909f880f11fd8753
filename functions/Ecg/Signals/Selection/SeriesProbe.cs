using System.Runtime.InteropServices;

namespace Ecg.Signals.Selection;

/// <summary>
/// Distinguishes a time axis, a counter or a list of positions from a signal in one pass. No ECG lead rises
/// from its first sample to its last.
/// </summary>
/// <remarks>Keeps no more than a few thousand of the values, however many there are.</remarks>
internal sealed class SeriesProbe
{
    private const int MostKept = 4096;

    private readonly List<double> _kept = new(64);
    private long _stride = 1;
    private long _count;
    private long _rises;
    private double _last;
    private bool _fell;

    /// <summary>The number of values.</summary>
    public long Count => _count;

    /// <summary>Whether the series may still be something other than a signal.</summary>
    public bool IsOpen => !_fell;

    /// <summary>The mean step of a ramp.</summary>
    public double Step => (_last - _kept[0]) / (_count - 1);

    /// <summary>The kind of the values so far. A few values prove nothing: they count as a signal.</summary>
    public SeriesKind Kind
    {
        get
        {
            if (_fell || _count < ArrayShape.FewestSamples || _rises < _count / 2)
            {
                return SeriesKind.Signal;
            }

            return IsEven() ? SeriesKind.Ramp : SeriesKind.Ascending;
        }
    }

    /// <summary>Returns the rate in Hz of a ramp that is a time axis, a whole number if rounded times allow one.</summary>
    /// <param name="unit">The unit of the times in seconds.</param>
    /// <returns>
    /// <see langword="null"/> if the steps cannot be times: a second or more, like those of a counter, or parts of a
    /// range from 0 to 1.
    /// </returns>
    public double? Rate(double unit)
    {
        double step = Step * unit;
        if (!(step is > 0 and < 1) || (_kept[0] == 0 && _last == 1))
        {
            return null;
        }

        double rate = 1 / step;
        double whole = Math.Round(rate);
        double uncertainty = Math.Max(2 * LargestDeviation() / (_last - _kept[0]), 1e-6);
        return Math.Abs(rate - whole) <= rate * uncertainty ? whole : rate;
    }

    /// <summary>Adds the next values.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (_fell)
            {
                return;
            }

            Add(value);
        }
    }

    private void Add(double value)
    {
        // NaN compares with nothing: it fails this test too.
        if (_count > 0 && !(value >= _last))
        {
            _fell = true;
            return;
        }

        _fell |= !double.IsFinite(value);
        _rises += _count > 0 && value > _last ? 1 : 0;
        Keep(value);
        _last = value;
        _count++;
    }

    private void Keep(double value)
    {
        if (_count % _stride != 0)
        {
            return;
        }

        if (_kept.Count == MostKept)
        {
            for (int i = 0; i < MostKept / 2; i++)
            {
                _kept[i] = _kept[2 * i];
            }

            CollectionsMarshal.SetCount(_kept, MostKept / 2);
            _stride *= 2;
        }

        _kept.Add(value);
    }

    // Printed times are rounded: rounding changes an even step by at most half a step.
    private bool IsEven() => LargestDeviation() <= Step / 2;

    private double LargestDeviation()
    {
        double step = Step;
        double largest = 0.0;
        for (int i = 0; i < _kept.Count; i++)
        {
            largest = Math.Max(largest, Math.Abs(_kept[i] - (_kept[0] + (i * _stride * step))));
        }

        return largest;
    }
}
