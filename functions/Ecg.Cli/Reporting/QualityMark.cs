using Ecg.Cli.Querying;

namespace Ecg.Cli.Reporting;

/// <summary>The word for a recording's quality, and what led to it.</summary>
internal static class QualityMark
{
    private const int MostReasons = 12;

    /// <summary>Writes the word; its colour says nothing that the word does not.</summary>
    public static void WriteWord(HtmlWriter html, string? quality)
    {
        string kind = quality is "good" or "suspect" or "bad" ? quality : "unknown";
        html.Write($"<span class=\"quality {kind}\">{quality ?? ReportText.NotStated}</span>");
    }

    /// <summary>Writes the reasons as a list; nothing where there is none.</summary>
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
            html.Write($"<li>{reason}</li>");
        }

        if (reasons.Count > MostReasons)
        {
            html.Write($"<li>and {reasons.Count - MostReasons} more</li>");
        }

        html.Write($"</ul>");
    }
}
