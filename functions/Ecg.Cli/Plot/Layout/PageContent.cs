namespace Ecg.Cli.Plot.Layout;

/// <summary>What stands on the paper of a page, while it is being laid out.</summary>
internal sealed class PageContent
{
    /// <summary>The signals.</summary>
    public List<Trace> Traces { get; } = [];

    /// <summary>Where samples are missing.</summary>
    public List<PageRectangle> Gaps { get; } = [];

    /// <summary>Calibration pulses, scale bars and separators.</summary>
    public List<PageLine> Lines { get; } = [];

    /// <summary>Where beats are.</summary>
    public List<PageLine> Marks { get; } = [];

    /// <summary>Names of leads and labels of the axis.</summary>
    public List<PageText> Texts { get; } = [];

    /// <summary>Adds a piece of a lead, and its name above the first part of it.</summary>
    /// <param name="trace">The piece.</param>
    /// <param name="name">The lead's name.</param>
    /// <param name="beats">The samples of the R peaks, counted from the piece's first.</param>
    public void AddNamed(Trace trace, string name, IEnumerable<int> beats)
    {
        Traces.Add(trace);
        Marks.AddRange(beats.Where(beat => beat >= 0 && beat < trace.Samples.Length).Select(trace.Mark));
        Gaps.AddRange(trace.Gaps());
        Texts.Add(new(name, trace.X + LeadLabel.Indent, trace.Baseline - LeadLabel.Lift(trace, name), PageFrame.SmallText));
    }
}
