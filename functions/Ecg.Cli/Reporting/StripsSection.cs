namespace Ecg.Cli.Reporting;

/// <summary>A strip of each recording.</summary>
internal static class StripsSection
{
    // Above this number, the browser skips strips that are not on the screen.
    private const int MostDrawnAtOnce = 200;

    /// <summary>Writes the part before the first strip.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="count">The number of strips.</param>
    public static void Begin(HtmlWriter html, int count)
    {
        const int Small = StripDrawing.UnitsPerMillimetre;
        const int Large = 5 * Small;
        html.Write($"""
            <section aria-labelledby="strips">
            <h2 id="strips">Strips</h2>
            <p class="note">A strip shows the worst lead of a suspect or bad recording at its problem, which is shaded;
            otherwise the start of lead II, or of the first lead. A large square is 5 mm: 0.2 s wide at 25 mm/s and
            0.5 mV high at 10 mm/mV. The mark on the left is 1 mV high, or 10 mm if a strip has its own scale.
            Printed at 100 %, the strips are true to scale.</p>
            <svg class="paper-pattern" width="0" height="0" aria-hidden="true" focusable="false">
            <defs>
            <pattern id="paper" width="{Large}" height="{Large}" patternUnits="userSpaceOnUse">
            <path class="fine" d="M0 {Small}h{Large}M0 {2 * Small}h{Large}M0 {3 * Small}h{Large}M0 {4 * Small}h{Large}M{Small} 0v{Large}M{2 * Small} 0v{Large}M{3 * Small} 0v{Large}M{4 * Small} 0v{Large}"/>
            <path class="heavy" d="M0 0h{Large}v{Large}h-{Large}z"/>
            </pattern>
            </defs>
            </svg>
            <div class="strips{(count > MostDrawnAtOnce ? " many" : "")}">
            """);
    }

    /// <summary>Writes the strip of a recording.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="strip">The strip, or <see langword="null"/> if it cannot be drawn.</param>
    /// <param name="problem">The reason for that.</param>
    public static void Write(HtmlWriter html, ReportedRecording recording, Strip? strip, string problem)
    {
        html.Write($"""
            <article id="{recording.Anchor}">
            <h3><bdi class="dataset">{recording.Row.Dataset}</bdi> <bdi>{recording.Row.RecordId}</bdi></h3>
            """);
        QualityMark.WriteWord(html, recording.Quality);
        html.Write($"<p class=\"diagnoses\"><bdi>{(recording.Row.Diagnoses.Count == 0 ? "no diagnosis stated" : ReportText.Diagnoses(recording.Row.Diagnoses))}</bdi></p>");
        if (strip is null)
        {
            html.Write($"<p>No strip: {problem}</p>");
        }
        else
        {
            WriteFigure(html, strip);
        }

        QualityMark.WriteReasons(html, recording);
        html.Write($"</article>");
    }

    /// <summary>Ends the section.</summary>
    public static void End(HtmlWriter html) => html.Write($"</div>\n</section>");

    private static void WriteFigure(HtmlWriter html, Strip strip)
    {
        (int width, int height) = (StripDrawing.Unit(Strip.Width), StripDrawing.Unit(strip.Height));
        html.Write($"""
            <figure>
            <svg class="strip" role="img" aria-label="{strip.Description}" width="{Strip.Width}mm" height="{strip.Height}mm" viewBox="0 0 {width} {height}">
            <rect class="paper" width="{width}" height="{height}"/>
            <rect fill="url(#paper)" width="{width}" height="{height}"/>
            """);
        if (strip.Defect is { } defect)
        {
            html.Write($"<rect class=\"defect\" x=\"{StripDrawing.Unit(defect.X)}\" y=\"0\" width=\"{StripDrawing.Unit(defect.Width)}\" height=\"{height}\"/>");
        }

        html.Write($"""
            <path class="mark" d="{StripDrawing.Of(strip.Calibration)}"/>
            <path class="trace" d="{StripDrawing.Of(strip.Trace)}"/>
            </svg>
            <figcaption>Lead <bdi>{strip.Lead}</bdi>, {strip.Part}; {strip.Scales}</figcaption>
            </figure>
            """);
    }
}
