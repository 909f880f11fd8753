namespace Ecg.Cli.Plot.Layout;

/// <summary>What stands on the paper of a page, while it is being laid out.</summary>
internal sealed class PageContent
{
    private const double KindText = 1.6;
    private const double KindDrop = 2;
    private const double KindRoom = 12;

    /// <summary>The signals.</summary>
    public List<Trace> Traces { get; } = [];

    /// <summary>Where samples are missing or are no signal.</summary>
    public List<PageRectangle> Hatched { get; } = [];

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
        AddHatched(trace);
        Texts.Add(new(name, trace.X + LeadLabel.Indent, trace.Baseline - LeadLabel.Lift(trace, name), PageFrame.SmallText));
    }

    // Each says why, below it and clear of the names of the leads; a row of the same ones does so once.
    private void AddHatched(Trace trace)
    {
        var clear = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach ((PageRectangle place, string kind) in trace.Hatched().OrderBy(hatched => hatched.Place.Left))
        {
            Hatched.Add(place);
            if (place.Left >= clear.GetValueOrDefault(kind))
            {
                double line = clear.Count(other => other.Key != kind && other.Value > place.Left);
                Texts.Add(new(kind, place.Left, place.Bottom + KindDrop + (line * KindDrop), KindText) { IsFaint = true });
            }

            clear[kind] = Math.Max(place.Right, place.Left + KindRoom);
        }
    }
}
