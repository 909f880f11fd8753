using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>Writes a recording's quality and the reasons.</summary>
internal static class QualityMark
{
    private const int MostReasons = 12;

    /// <summary>Writes the quality as a word; the colour adds no information.</summary>
    public static void WriteWord(HtmlWriter html, string? quality)
    {
        string kind = quality is "good" or "suspect" or "bad" ? quality : "unknown";
        html.Write($"<span class=\"quality {kind}\">{quality ?? ReportText.NotStated}</span>");
    }

    /// <summary>Writes the reasons as a list; nothing if there are none.</summary>
    public static void WriteReasons(HtmlWriter html, ReportedRecording recording)
    {
        IReadOnlyList<string> reasons = IssueSummary.Of(recording.Row.Issues, recording.Leads.Count);
        if (reasons.Count == 0)
        {
            return;
        }

        html.Write($"<ul class=\"reasons\">");
        foreach (string? reason in reasons.Take(MostReasons))
        {
            html.Write($"<li>{reason.Replace(" %", "\u00A0%", StringComparison.Ordinal)}</li>");
        }

        if (reasons.Count > MostReasons)
        {
            html.Write($"<li>and {reasons.Count - MostReasons} more</li>");
        }

        html.Write($"</ul>");
    }
}
