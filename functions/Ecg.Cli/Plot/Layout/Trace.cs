namespace Ecg.Cli.Plot.Layout;

/// <summary>A piece of a lead on a page, in millimetres.</summary>
/// <param name="Samples">The samples of the piece.</param>
/// <param name="X">The place of the first one.</param>
/// <param name="Baseline">The height at which <paramref name="Centre"/> is drawn.</param>
/// <param name="Centre">The value that stands on the baseline.</param>
/// <param name="MillimetresPerSample">The width of a sample.</param>
/// <param name="MillimetresPerUnit">The height of a unit.</param>
internal sealed record Trace(
    ReadOnlyMemory<float> Samples,
    double X,
    double Baseline,
    double Centre,
    double MillimetresPerSample,
    double MillimetresPerUnit)
{
    private const double NarrowestGap = 1;
    private const double GapHeight = 8;
    private const double MarkDistance = 0.8;
    private const double MarkLength = 2.5;
    private const double HatchMargin = 1.5;
    private const string Missing = "missing";

    /// <summary>The stretches in which the samples are no signal, in the order of their beginnings.</summary>
    public IReadOnlyList<PlotStretch> Stretches { get; init; } = [];

    /// <summary>How far the trace rises above its baseline; at least 0.</summary>
    public double Rise() => Farthest(Samples.Span, MillimetresPerUnit);

    /// <summary>How far the trace falls below its baseline; at least 0.</summary>
    public double Fall() => Farthest(Samples.Span, -MillimetresPerUnit);

    /// <summary>How far the trace rises above its baseline within a distance from its start; at least 0.</summary>
    public double RiseWithin(double distance)
    {
        int count = (int)Math.Min(Samples.Length, Math.Ceiling(distance / MillimetresPerSample));
        return Farthest(Samples.Span[..count], MillimetresPerUnit);
    }

    /// <summary>What is to be hatched, and why: where samples are missing or are no signal, and it is wide enough to be seen.</summary>
    public IEnumerable<(PageRectangle Place, string Kind)> Hatched() => Gaps().Concat(Stretches)
        .Where(stretch => (stretch.End - stretch.Start) * MillimetresPerSample >= NarrowestGap)
        .Select(stretch => (PlaceOf(stretch), stretch.Kind));

    // Around what is drawn there; where nothing is, as tall as a beat.
    private PageRectangle PlaceOf(PlotStretch stretch)
    {
        (double top, double bottom) = Reach(Samples.Span[stretch.Start..stretch.End]);
        return new(X + (stretch.Start * MillimetresPerSample), top, (stretch.End - stretch.Start) * MillimetresPerSample, bottom - top);
    }

    private (double Top, double Bottom) Reach(ReadOnlySpan<float> samples)
    {
        (double least, double most) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                (least, most) = (Math.Min(least, sample), Math.Max(most, sample));
            }
        }

        if (least > most)
        {
            return (Baseline - (GapHeight / 2), Baseline + (GapHeight / 2));
        }

        double top = Baseline - ((most - Centre) * MillimetresPerUnit) - HatchMargin;
        double bottom = Baseline - ((least - Centre) * MillimetresPerUnit) + HatchMargin;
        return (top, bottom);
    }

    private IEnumerable<PlotStretch> Gaps()
    {
        int start = 0;
        while (start < Samples.Length)
        {
            int end = EndOfRun(start, out bool isMissing);
            if (isMissing)
            {
                yield return new PlotStretch(Missing, start, end);
            }

            start = end;
        }
    }

    /// <summary>The mark of an R peak: a line down to the trace, or up to one that is below its baseline.</summary>
    /// <param name="sample">The sample of the peak, counted from the piece's first.</param>
    public PageLine Mark(int sample)
    {
        float value = Samples.Span[sample];
        double rise = float.IsFinite(value) ? (value - Centre) * MillimetresPerUnit : 0;
        double outwards = rise < 0 ? 1 : -1;
        (double x, double y) = (X + (sample * MillimetresPerSample), Baseline - rise);
        return new([(x, y + (outwards * MarkDistance)), (x, y + (outwards * (MarkDistance + MarkLength)))]);
    }

    private int EndOfRun(int start, out bool isMissing)
    {
        ReadOnlySpan<float> samples = Samples.Span;
        isMissing = !float.IsFinite(samples[start]);
        int end = start + 1;
        while (end < samples.Length && float.IsFinite(samples[end]) != isMissing)
        {
            end++;
        }

        return end;
    }

    private double Farthest(ReadOnlySpan<float> samples, double scale)
    {
        double farthest = 0.0;
        foreach (float sample in samples)
        {
            if (float.IsFinite(sample))
            {
                farthest = Math.Max(farthest, (sample - Centre) * scale);
            }
        }

        return farthest;
    }
}
