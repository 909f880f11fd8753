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

    /// <summary>Names of leads and labels of the axis.</summary>
    public List<PageText> Texts { get; } = [];

    /// <summary>Adds a piece of a lead, and its name above the first part of it.</summary>
    public void AddNamed(Trace trace, string name)
    {
        Traces.Add(trace);
        Gaps.AddRange(trace.Gaps());
        Texts.Add(new(name, trace.X + LeadLabel.Indent, trace.Baseline - LeadLabel.Lift(trace, name), PageFrame.SmallText));
    }
}
