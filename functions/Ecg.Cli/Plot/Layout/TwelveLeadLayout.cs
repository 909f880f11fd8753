namespace Ecg.Cli.Plot.Layout;

/// <summary>
/// The usual page of the twelve leads: A4 landscape, three rows of four leads with 2.5 s each, one after another in time, and
/// lead II over the whole 10 s below them.
/// </summary>
internal static class TwelveLeadLayout
{
    private const int Rows = 3;
    private const int Columns = 4;
    private const double Seconds = 10;
    private const double LeastSeconds = 8;
    private const double PaperWidth = 280;
    private const double PaperHeight = 170;
    private const double SeparatorNear = 4;
    private const double SeparatorFar = 7;
    private const string RhythmLead = "II";

    /// <summary>Lays the page out.</summary>
    /// <returns>The page, or <see langword="null"/> where a lead, the rate or the time is missing or a lead is too tall.</returns>
    public static Page? TryArrange(PlotRequest request)
    {
        if (request.SamplingRate is not { } rate || request.Speed != TimeScale.StandardSpeed || TwelveLeads(request) is not { } leads)
        {
            return null;
        }

        int longest = leads.Max(lead => lead.Samples.Length);
        if (longest < LeastSeconds * rate)
        {
            return null;
        }

        var time = TimeScale.For(rate, request.FirstSample, longest);
        NamedTrace[][] pieces = Pieces(leads, time);
        AmplitudeScale? gain = GainsOf(request).FirstOrDefault(gain => RowRoom.TotalHeight(Rooms(AtGain(pieces, gain), gain)) <= PaperHeight);
        if (gain is null)
        {
            return null;
        }

        PageRectangle paper = PageFrame.Paper(PaperWidth, PaperHeight);
        PageContent content = Content(AtGain(pieces, gain), time, gain, paper, request.Beats);
        return PageFrame.Around(request, Math.Min(longest, time.SamplesOn(Seconds)), paper, content, $"{time.Label}   {gain.Label}", Notes(request, time, longest));
    }

    private static IReadOnlyList<AmplitudeScale> GainsOf(PlotRequest request) =>
        request.Amplitude is { } gain ? [AmplitudeScale.Gain(gain)] : AmplitudeScale.StandardAndBelow;

    private static PlotLead[]? TwelveLeads(PlotRequest request)
    {
        PlotLead[] leads = LeadName.Twelve
            .Select(name => request.Leads.FirstOrDefault(lead => lead.IsMillivolt && LeadName.Write(lead.Name) == name))
            .OfType<PlotLead>()
            .ToArray();
        return leads.Length == LeadName.Twelve.Count ? leads : null;
    }

    private static PageContent Content(
        NamedTrace[][] rows, TimeScale time, AmplitudeScale gain, PageRectangle paper, IReadOnlyList<int> beats)
    {
        var content = new PageContent();
        double[] baselines = RowRoom.Baselines(Rooms(rows, gain), paper.Top, paper.Height);
        for (int row = 0; row < rows.Length; row++)
        {
            content.Lines.Add(CalibrationPulse.Mark(gain, paper.Left, baselines[row]));
            foreach ((string? name, Trace? trace) in rows[row])
            {
                int first = (int)Math.Round(trace.X / trace.MillimetresPerSample);
                content.AddNamed(
                    trace with { X = paper.Left + PageFrame.SignalStart + trace.X, Baseline = baselines[row] }, name, beats.Select(beat => beat - first));
            }
        }

        AddSeparators(content, baselines, paper);
        content.Texts.AddRange(PageFrame.Axis(time, paper, Seconds));
        return content;
    }

    private static RowRoom[] Rooms(NamedTrace[][] rows, AmplitudeScale gain) => [.. rows.Select(row => Room(row, gain))];

    private static RowRoom Room(NamedTrace[] row, AmplitudeScale gain)
    {
        double above = CalibrationPulse.Height(gain);
        double below = 0.0;
        foreach ((string? name, Trace? trace) in row)
        {
            above = Math.Max(above, Math.Max(trace.Rise(), LeadLabel.Room(trace, name)));
            below = Math.Max(below, trace.Fall());
        }

        return RowRoom.For(above, below);
    }

    private static NamedTrace[][] AtGain(NamedTrace[][] rows, AmplitudeScale gain) =>
        [.. rows.Select(row => row.Select(piece => piece.AtGain(gain)).ToArray())];

    // Relative to the beginning of the signals; baselines come once the rows' heights are known.
    private static NamedTrace[][] Pieces(PlotLead[] leads, TimeScale time)
    {
        var rows = new NamedTrace[Rows + 1][];
        double column = Seconds / Columns;
        for (int row = 0; row < Rows; row++)
        {
            rows[row] = [.. Enumerable.Range(0, Columns).Select(i => Piece(leads[(i * Rows) + row], i * column, (i + 1) * column, time))];
        }

        rows[Rows] = [Piece(leads.First(lead => LeadName.Write(lead.Name) == RhythmLead), 0, Seconds, time)];
        return rows;
    }

    private static NamedTrace Piece(PlotLead lead, double from, double to, TimeScale time)
    {
        double centre = LeadExtent.Measure(lead.Part(0, time.SamplesOn(Seconds)).Samples.Span).Centre;
        int first = time.SamplesOn(from);
        // One sample more than the window, so that the trace reaches the separator.
        PlotLead part = lead.Part(first, time.SamplesOn(to) - first + 1);
        var trace = new Trace(part.Samples, first * time.MillimetresPerSample, 0, centre, time.MillimetresPerSample, 1) { Stretches = part.Stretches };
        return new NamedTrace(LeadName.Write(lead.Name), trace);
    }

    private static void AddSeparators(PageContent content, double[] baselines, PageRectangle paper)
    {
        for (int column = 1; column < Columns; column++)
        {
            double x = paper.Left + PageFrame.SignalStart + (column * Seconds / Columns * TimeScale.MarkMillimetres);
            for (int row = 0; row < Rows; row++)
            {
                content.Lines.Add(new([(x, baselines[row] - SeparatorFar), (x, baselines[row] - SeparatorNear)]));
                content.Lines.Add(new([(x, baselines[row] + SeparatorNear), (x, baselines[row] + SeparatorFar)]));
            }
        }
    }

    private static IEnumerable<string> Notes(PlotRequest request, TimeScale time, int longest)
    {
        if (longest > time.SamplesOn(Seconds) && request.Format != PlotFormat.Pdf)
        {
            yield return ShownPart.Of(time, time.SamplesOn(Seconds), longest);
        }

        string[] others = request.Leads.Select(lead => LeadName.Write(lead.Name)).Except(LeadName.Twelve).ToArray();
        if (others.Length > 0)
        {
            yield return $"not shown: {string.Join(", ", others)}";
        }
    }
}
