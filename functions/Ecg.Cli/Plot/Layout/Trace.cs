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

    /// <summary>The stretches without a sample that are wide enough to be seen, as tall as a beat.</summary>
    public IEnumerable<PageRectangle> Gaps()
    {
        int start = 0;
        while (start < Samples.Length)
        {
            int end = EndOfRun(start, out bool isMissing);
            if (isMissing && (end - start) * MillimetresPerSample >= NarrowestGap)
            {
                yield return new(X + (start * MillimetresPerSample), Baseline - (GapHeight / 2), (end - start) * MillimetresPerSample, GapHeight);
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
