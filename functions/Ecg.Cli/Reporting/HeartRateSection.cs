namespace Ecg.Cli.Reporting;

/// <summary>The heart rates of the recordings as a horizontal histogram, which is also a table.</summary>
internal static class HeartRateSection
{
    private const int BinWidth = 10;
    private const int Highest = 250;

    /// <summary>Writes the section; nothing if no recording has a heart rate.</summary>
    /// <param name="html">The writer.</param>
    /// <param name="rates">The rates in beats per minute.</param>
    /// <param name="recordings">The number of recordings.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<double> rates, long recordings)
    {
        if (rates.Count == 0)
        {
            return;
        }

        double[] sorted = [.. rates.Order()];
        html.Write($"""
            <section aria-labelledby="heart-rates">
            <h2 id="heart-rates">Heart rates</h2>
            <p class="note">{rates.Count} of {recordings} recordings have a heart rate: from {sorted[0]:0} to {sorted[^1]:0} beats per minute, half of them between {Quantile(sorted, 0.25):0} and {Quantile(sorted, 0.75):0}.</p>
            <table class="bars">
            <caption>Recordings by heart rate</caption>
            <thead>
            <tr><th scope="col">Beats per minute</th><th scope="col">Share</th><th scope="col">Recordings</th></tr>
            </thead>
            <tbody>
            """);
        WriteBins(html, sorted);
        html.Write($"</tbody>\n</table>\n</section>");
    }

    private static void WriteBins(HtmlWriter html, double[] sorted)
    {
        int first = Bin(sorted[0]);
        int[] counts = new int[Bin(sorted[^1]) - first + 1];
        foreach (double rate in sorted)
        {
            counts[Bin(rate) - first]++;
        }

        int most = counts.Max();
        for (int bin = 0; bin < counts.Length; bin++)
        {
            int from = (first + bin) * BinWidth;
            html.Write($"""
                <tr>
                <th scope="row" class="short">{from}–{from + BinWidth - 1}</th>
                <td><svg class="bar" role="img" aria-label="{Counted.Of(counts[bin], "recording")}" viewBox="0 0 100 10" preserveAspectRatio="none"><rect class="bar-rate" x="0" y="0" width="{100.0 * counts[bin] / most:0.##}" height="10"/></svg></td>
                <td class="number">{counts[bin]}</td>
                </tr>
                """);
        }
    }

    private static int Bin(double rate) => (int)Math.Clamp(rate, 0, Highest) / BinWidth;

    private static double Quantile(double[] sorted, double part) => sorted[(int)Math.Round(part * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
