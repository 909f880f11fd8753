using System.Globalization;

namespace Ecg.Cli.Reporting;

/// <summary>The distribution of bad recordings and leads: a bar for each dataset and each lead, worst first.</summary>
internal static class QualitySection
{
    private const int MostBars = 24;

    /// <summary>Writes the section; nothing if there are no recordings.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<QualityCount> datasets, IReadOnlyList<QualityCount> leads)
    {
        if (datasets.Count == 0)
        {
            return;
        }

        html.Write($"""
            <section aria-labelledby="quality">
            <h2 id="quality">Quality</h2>
            <div class="charts">
            """);
        WriteTable(html, datasets, "Dataset", "recordings", "Recordings by dataset, worst first");
        WriteTable(html, leads, "Lead", "leads", "Leads by name, worst first");
        html.Write($"</div>\n</section>");
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<QualityCount> counts, string kind, string unit, string caption)
    {
        html.Write($"""
            <div>
            <table class="bars">
            <caption>{caption}</caption>
            <thead>
            <tr><th scope="col">{kind}</th><th scope="col">Share</th><th scope="col">bad</th><th scope="col">suspect</th><th scope="col">good</th></tr>
            </thead>
            <tbody>
            """);
        foreach (QualityCount count in counts.Take(MostBars))
        {
            WriteRow(html, count, unit);
        }

        html.Write($"</tbody>\n</table>");
        if (counts.Count > MostBars)
        {
            html.Write($"<p class=\"note\">and {counts.Count - MostBars} more, none worse than these</p>");
        }

        html.Write($"</div>");
    }

    private static void WriteRow(HtmlWriter html, QualityCount count, string unit)
    {
        html.Write($"""
            <tr>
            <th scope="row"><bdi>{count.Name}</bdi></th>
            <td><svg class="bar" role="img" aria-label="{Percent(count.Share("bad"))} of {count.Total} {unit} bad, {Percent(count.Share("suspect"))} suspect" viewBox="0 0 100 10" preserveAspectRatio="none">
            """);
        double start = 0;
        foreach (string word in QualityCount.Words)
        {
            double width = 100 * count.Share(word);
            if (width > 0)
            {
                html.Write($"<rect class=\"bar-{word}\" x=\"{start:0.##}\" y=\"0\" width=\"{width:0.##}\" height=\"10\"/>");
            }

            start += width;
        }

        html.Write($"""
            </svg></td>
            <td class="number">{count.Of("bad")}</td>
            <td class="number">{count.Of("suspect")}</td>
            <td class="number">{count.Of("good")}</td>
            </tr>
            """);
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");
}
