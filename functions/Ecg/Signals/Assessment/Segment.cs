namespace Ecg.Signals.Assessment;

/// <summary>
/// The last ten seconds of a lead, window by window, in mV. The first windows are new; the older ones after them are for
/// comparison. The order does not matter to the results.
/// </summary>
internal sealed class Segment
{
    /// <summary>The number of windows: ten seconds, as long as a standard ECG.</summary>
    public const int Capacity = 50;

    private const int Columns = 5;

    private readonly long[] _starts = new long[Capacity];
    private readonly double[] _values = new double[Columns * Capacity];
    private readonly double[] _copy = new double[Capacity];
    private readonly double _zero;
    private readonly double _slope;
    private readonly double _step;

    /// <summary>Creates an empty segment.</summary>
    /// <param name="scale">Converts stored values to mV.</param>
    public Segment(PhysicalScale scale)
    {
        _zero = scale.Of(0);
        _slope = scale.Slope;
        _step = Math.Abs(_slope);
    }

    /// <summary>The number of windows, old ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The number of windows that were added since <see cref="Renew"/>.</summary>
    public int New { get; private set; }

    /// <summary>The first sample of each window.</summary>
    public ReadOnlySpan<long> Starts => _starts.AsSpan(0, Count);

    /// <summary>The mean of each window.</summary>
    public ReadOnlySpan<double> Means => Column(0);

    /// <summary>The smallest value of each window.</summary>
    public ReadOnlySpan<double> Lows => Column(1);

    /// <summary>The largest value of each window.</summary>
    public ReadOnlySpan<double> Highs => Column(2);

    /// <summary>The range of each window.</summary>
    public ReadOnlySpan<double> Spans => Column(3);

    /// <summary>The movement back and forth in each window, beyond its range.</summary>
    public ReadOnlySpan<double> Variations => Column(4);

    /// <summary>Adds a window.</summary>
    /// <param name="start">Its first sample.</param>
    /// <param name="window">The window, in stored units.</param>
    public void Add(long start, in Pane window)
    {
        (double low, double high) = (Of(window.Min), Of(window.Max));
        if (low > high)
        {
            (low, high) = (high, low);
        }

        _starts[New] = start;
        _values[New] = Of(window.Sum / window.Good);
        _values[Capacity + New] = low;
        _values[(2 * Capacity) + New] = high;
        _values[(3 * Capacity) + New] = high - low;
        _values[(4 * Capacity) + New] = (window.Variation * _step) - (high - low);
        New++;
        Count = Math.Max(Count, New);
    }

    /// <summary>Marks every window as old.</summary>
    public void Renew() => New = 0;

    /// <summary>Returns a copy of one of the columns to reorder, valid until the next call.</summary>
    public Span<double> Copy(ReadOnlySpan<double> column)
    {
        Span<double> copy = _copy.AsSpan(0, column.Length);
        column.CopyTo(copy);
        return copy;
    }

    /// <summary>Returns the median of one of the columns.</summary>
    public double Median(ReadOnlySpan<double> column) => OrderStatistic.Of(Copy(column), column.Length / 2);

    // Like PhysicalScale, except for the last digit and the divisions.
    private double Of(double stored) => _zero + (stored * _slope);

    private ReadOnlySpan<double> Column(int index) => _values.AsSpan(index * Capacity, Count);
}
