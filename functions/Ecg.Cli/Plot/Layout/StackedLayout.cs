using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>
/// The page for any other leads: one row each, as tall as its trace needs, on a page that fits them. What is longer than a
/// line of 10 s goes on in the next one, all leads together, as long as the page holds it.
/// </summary>
internal static class StackedLayout
{
    private const double MaxPaperHeight = 560;
    private const double PrintedPaperHeight = 170;
    private const double MinPaperWidth = 130;
    private const double TallestRow = 40;
    private const int MaxLines = 30;
    private const double PaperStep = 5;
    private const double LineLabelDrop = 4;
    private const double LineLabelText = 2;

    /// <summary>Lays the page out.</summary>
    public static Page Arrange(PlotRequest request)
    {
        int longest = request.Leads.Max(lead => lead.Samples.Length);
        var time = TimeScale.For(request.SamplingRate, request.FirstSample, longest, request.Speed);
        int perLine = Math.Max(1, time.SamplesOn(TimeScale.MarksPerLine));
        int lines = (int)Math.Min(MaxLines, (longest + (perLine - 1L)) / perLine);

        List<PlotRow> rows = Rows(request, time, (int)Math.Min(longest, (long)lines * perLine), perLine);
        int fitting = CountOfFittingRows(rows);
        int notShown = rows.Count - fitting;
        rows = rows[..fitting];

        double lineHeight = RowRoom.TotalHeight([.. rows.Select(row => row.Room)]);
        lines = Math.Clamp((int)((request.Format == PlotFormat.Pdf ? PrintedPaperHeight : MaxPaperHeight) / lineHeight), 1, lines);
        int shown = (int)Math.Min(longest, (long)lines * perLine);
        double marks = lines > 1 ? TimeScale.MarksPerLine : Math.Min(TimeScale.MarksPerLine, time.MarksOf(shown));
        PageRectangle paper = PageFrame.Paper(PaperWidth(marks), InSteps(lineHeight * lines));

        PageContent content = Content(rows, lines, time, perLine, paper, request.Beats);
        if (lines == 1)
        {
            content.Texts.AddRange(PageFrame.Axis(time, paper, marks));
        }

        return PageFrame.Around(request, shown, paper, content, Scales(time, rows), Notes(request, time, shown, longest, notShown));
    }

    private static List<PlotRow> Rows(PlotRequest request, TimeScale time, int samples, int perLine)
    {
        var rows = new List<PlotRow>(request.Leads.Count);
        foreach (PlotLead lead in request.Leads)
        {
            rows.Add(PlotRow.For(lead.Part(0, samples), time, perLine, TallestRow, request.Amplitude));
        }

        return rows;
    }

    private static int CountOfFittingRows(List<PlotRow> rows)
    {
        int count = rows.Count;
        while (count > 1 && RowRoom.TotalHeight([.. rows.Take(count).Select(row => row.Room)]) > MaxPaperHeight)
        {
            count--;
        }

        return count;
    }

    private static PageContent Content(
        List<PlotRow> rows, int lines, TimeScale time, int perLine, PageRectangle paper, IReadOnlyList<int> beats)
    {
        var content = new PageContent();
        RowRoom[] rooms = [.. Enumerable.Repeat(rows.Select(row => row.Room), lines).SelectMany(room => room)];
        double[] baselines = RowRoom.Baselines(rooms, paper.Top, paper.Height);
        for (int line = 0; line < lines; line++)
        {
            int first = line * perLine;
            int[] beatsOfLine = [.. beats.Where(beat => beat >= first && beat < first + perLine).Select(beat => beat - first)];
            for (int row = 0; row < rows.Count; row++)
            {
                double baseline = baselines[(line * rows.Count) + row];
                content.Lines.Add(CalibrationPulse.Mark(rows[row].Scale, paper.Left, baseline));
                content.AddNamed(rows[row].Trace(first, perLine, paper.Left + PageFrame.SignalStart, baseline), rows[row].Label, rows[row].ShowsBeats ? beatsOfLine : []);
                if (lines > 1 && row == 0)
                {
                    content.Texts.Add(LineLabel(time, line, paper, baseline));
                }
            }
        }

        return content;
    }

    private static PageText LineLabel(TimeScale time, int line, PageRectangle paper, double baseline) =>
        new(time.MarkLabel(line * TimeScale.MarksPerLine), paper.Left + CalibrationPulse.PulseStart, baseline + LineLabelDrop, LineLabelText)
        {
            IsFaint = true,
        };

    private static double PaperWidth(double marks) =>
        Math.Max(MinPaperWidth, PageFrame.SignalStart + InSteps(marks * TimeScale.MarkMillimetres) + PageFrame.SignalEnd);

    private static double InSteps(double millimetres) => Math.Ceiling((millimetres - 1e-6) / PaperStep) * PaperStep;

    private static string Scales(TimeScale time, List<PlotRow> rows)
    {
        string[] gains = rows.Where(row => row.Scale.IsGain).Select(row => row.Scale.Label).Distinct().ToArray();
        return gains switch
        {
            [] => time.Label,
            [var only] => $"{time.Label}   {only}",
            _ => $"{time.Label}   {AmplitudeScale.Standard.Label} unless another gain is given",
        };
    }

    private static IEnumerable<string> Notes(PlotRequest request, TimeScale time, int shown, int longest, int notShown)
    {
        if (shown < longest && request.Format != PlotFormat.Pdf)
        {
            yield return ShownPart.Of(time, shown, longest);
        }

        if (notShown > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{notShown} further {(notShown == 1 ? "lead" : "leads")} not shown");
        }
    }
}
