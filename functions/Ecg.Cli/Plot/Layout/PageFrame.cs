using System.Globalization;

namespace Ecg.Cli.Plot.Layout;

/// <summary>The parts around the paper of every page: heading, details, axis, scales and notes.</summary>
internal static class PageFrame
{
    /// <summary>The distance of the paper from the sides of the page.</summary>
    public const double SideMargin = 8.5;

    /// <summary>The distance of the paper from the top of the page.</summary>
    public const double HeadHeight = 22;

    /// <summary>The distance of the paper from the bottom of the page.</summary>
    public const double FootHeight = 18;

    /// <summary>The start of the signals on the paper, after the calibration.</summary>
    public const double SignalStart = 15;

    /// <summary>The free space after the signals.</summary>
    public const double SignalEnd = 15;

    /// <summary>The height of small letters, such as a lead's name.</summary>
    public const double SmallText = 2.5;

    private const double HeadingText = 3.6;
    private const double AxisText = 2;
    private const double HeadingY = 9;
    private const double DetailsY = 14.6;
    private const double DiagnosesY = 19.2;
    private const double AxisY = 4.5;
    private const double ScaleY = 10.5;
    private const double NotesY = 15;
    private const string Between = "  ·  ";
    private const string Disclaimer = "Not for diagnosis";
    private const double DisclaimerWidth = 35;

    /// <summary>Returns the paper of a page.</summary>
    public static PageRectangle Paper(double width, double height) => new(SideMargin, HeadHeight, width, height);

    /// <summary>Creates a page.</summary>
    /// <param name="request">The request, for heading and details.</param>
    /// <param name="samples">The number of samples of the request on the page.</param>
    /// <param name="paper">The paper's position.</param>
    /// <param name="content">The contents of the paper.</param>
    /// <param name="scales">The scales, for the footer.</param>
    /// <param name="notes">The remarks about omissions, before the request's own notes.</param>
    public static Page Around(PlotRequest request, int samples, PageRectangle paper, PageContent content, string scales, IEnumerable<string> notes) => new()
    {
        Width = paper.Width + (2 * SideMargin),
        Height = paper.Bottom + FootHeight,
        Paper = paper,
        Samples = samples,
        Hatched = content.Hatched,
        Traces = content.Traces,
        Lines = content.Lines,
        Marks = content.Marks,
        Texts =
        [
            .. content.Texts,
            new(request.RecordId, paper.Left, HeadingY, HeadingText) { IsBold = true, MaxWidth = paper.Width },
            new(Details(request), paper.Left, DetailsY, SmallText) { MaxWidth = paper.Width },
            new(Findings(request), paper.Left, DiagnosesY, SmallText) { MaxWidth = paper.Width },
            new(scales, paper.Left, paper.Bottom + ScaleY, SmallText) { MaxWidth = paper.Width - DisclaimerWidth },
            new(Disclaimer, paper.Right, paper.Bottom + ScaleY, SmallText) { Anchor = TextAnchor.End, IsFaint = true },
            new(string.Join(Between, notes.Concat(request.Notes)), paper.Left, paper.Bottom + NotesY, AxisText)
            {
                IsFaint = true,
                MaxWidth = paper.Width,
            },
        ],
    };

    /// <summary>The axis below a line of signals.</summary>
    public static IEnumerable<PageText> Axis(TimeScale time, PageRectangle paper, double marks)
    {
        for (int mark = 0; mark <= marks + 1e-6; mark++)
        {
            yield return new(time.MarkLabel(mark), paper.Left + SignalStart + (mark * TimeScale.MarkMillimetres), paper.Bottom + AxisY, AxisText)
            {
                Anchor = TextAnchor.Middle,
                IsFaint = true,
            };
        }
    }

    /// <summary>Returns the known details of the recording on one line.</summary>
    public static string Details(PlotRequest request)
    {
        var known = new List<string>();
        if (request.RecordedAt is { } at)
        {
            known.Add(at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        }

        if (request.Age is { } age)
        {
            known.Add(string.Create(CultureInfo.InvariantCulture, $"{age:0.#} years"));
        }

        if (!string.IsNullOrWhiteSpace(request.Sex))
        {
            known.Add(request.Sex);
        }

        if (request.SamplingRate is { } rate)
        {
            known.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:0.###} Hz"));
        }

        if (request is { RecordSamples: { } samples, SamplingRate: { } hertz })
        {
            known.Add(string.Create(CultureInfo.InvariantCulture, $"{samples / hertz:0.##} s recorded"));
        }

        if (request.HeartRateBpm is { } bpm)
        {
            known.Add(string.Create(CultureInfo.InvariantCulture, $"{bpm:0} bpm"));
        }

        return string.Join(Between, known);
    }

    /// <summary>Returns the quality and the diagnoses on one line; empty if neither is known.</summary>
    public static string Findings(PlotRequest request) =>
        string.Join(Between, ((string?[])[request.Quality, Diagnoses(request)]).Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Returns the diagnoses on one line, codes with their meaning; empty if there are none.</summary>
    public static string Diagnoses(PlotRequest request) =>
        request.Diagnoses.Count == 0 ? string.Empty : "Dx  " + string.Join(Between, request.Diagnoses.Select(DiagnosisName.Write));
}
