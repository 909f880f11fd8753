using System.Globalization;

namespace Ecg.Cli.Reporting;

/// <summary>The totals of the lake.</summary>
internal static class TotalsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, LakeTotals totals)
    {
        html.Write($"""
            <section aria-labelledby="totals">
            <h2 id="totals">Totals</h2>
            <dl class="totals">
            """);
        Entry(html, "Recordings", totals.Recordings, $"in {Counted.Of(totals.Datasets, "dataset")}");
        Entry(html, "Good", totals.Good, "no problems found");
        Entry(html, "Suspect", totals.Suspect, "check before use");
        Entry(html, "Bad", totals.Bad, "too many bad leads");
        Entry(html, "Rejected files", totals.Rejected, "could not be converted");
        Entry(html, "Leads", totals.Leads, $"{ReportText.Duration(totals.Seconds)} recorded");
        html.Write($"</dl>");
        if (totals.Annotations.Count > 0)
        {
            html.Write($"<p>Annotations by kind: {string.Join(", ", totals.Annotations.Select(Annotations))}. The table <code>annotations</code> has their positions.</p>");
        }

        html.Write($"\n</section>");
    }

    private static string Annotations((string Kind, long Count) found) =>
        string.Create(CultureInfo.InvariantCulture, $"{found.Kind} {found.Count}");

    private static void Entry(HtmlWriter html, string name, long number, string remark) =>
        html.Write($"<div><dt>{name}</dt><dd><strong>{number}</strong> <span>{remark}</span></dd></div>");
}
