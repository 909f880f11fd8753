namespace Ecg.Signals.Assessment;

/// <summary>A summary of a tenth of a second of a lead, in stored units, sufficient to assess it without its samples.</summary>
internal struct Pane
{
    /// <summary>An empty pane.</summary>
    public Pane()
    {
    }

    /// <summary>The number of samples so far, missing ones included.</summary>
    public int Filled { get; set; }

    /// <summary>The number of samples that are not missing.</summary>
    public int Good { get; set; }

    /// <summary>The smallest sample.</summary>
    public double Min { get; set; } = double.PositiveInfinity;

    /// <summary>The largest sample.</summary>
    public double Max { get; set; } = double.NegativeInfinity;

    /// <summary>The sum of the samples.</summary>
    public double Sum { get; set; }

    /// <summary>The total movement: the sum of the absolute differences between consecutive samples.</summary>
    public double Variation { get; set; }

    /// <summary>The range of the samples.</summary>
    public readonly double Span => Max - Min;

    /// <summary>Adds a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="step">The difference from the previous sample, 0 if that is missing.</param>
    public void Add(double sample, double step)
    {
        Filled++;
        Good++;
        Min = sample < Min ? sample : Min;
        Max = sample > Max ? sample : Max;
        Sum += sample;
        Variation += step;
    }

    /// <summary>Appends another pane.</summary>
    public void Add(in Pane next)
    {
        Filled += next.Filled;
        Good += next.Good;
        Min = next.Min < Min ? next.Min : Min;
        Max = next.Max > Max ? next.Max : Max;
        Sum += next.Sum;
        Variation += next.Variation;
    }
}
