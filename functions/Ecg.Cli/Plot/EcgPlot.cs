using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Painting;

namespace Ecg.Cli.Plot;

/// <summary>Draws a recording on ECG paper, as a cardiologist expects it: 25 mm/s, 10 mm/mV, true to scale in print.</summary>
internal static class EcgPlot
{
    private const double MillimetresPerInch = 25.4;

    /// <summary>Draws the leads and writes the picture, of a PDF its one page. The same request gives the same bytes.</summary>
    /// <param name="request">What to draw.</param>
    /// <param name="destination">Takes the picture; not disposed of.</param>
    /// <param name="cancellationToken">Stops the drawing; the destination may then hold a part of the picture.</param>
    /// <exception cref="ArgumentException">
    /// There is no lead, no sample, the rate is not a number above 0, or the density is out of
    /// <see cref="PlotRequest.MinDotsPerInch"/> to <see cref="PlotRequest.MaxDotsPerInch"/>.
    /// </exception>
    /// <exception cref="IOException">The destination failed.</exception>
    /// <returns>How many samples of the request are on the picture, from the first.</returns>
    public static int Render(PlotRequest request, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(destination);
        Check(request);

        Page page = Arrange(request);
        double pixelsPerMillimetre = request.DotsPerInch / MillimetresPerInch;
        switch (request.Format)
        {
            case PlotFormat.Png:
                PngFile.Write(page, pixelsPerMillimetre, destination, cancellationToken);
                break;
            case PlotFormat.Svg:
                SvgFile.Write(page, pixelsPerMillimetre, request.RecordId, Describe(request), destination, cancellationToken);
                break;
            case PlotFormat.Pdf:
                PdfFile.Write([page], pixelsPerMillimetre, request.RecordId, destination, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request), request.Format, "A plot is a PNG, an SVG or a PDF.");
        }

        return page.Samples;
    }

    /// <summary>Draws a long part as a PDF, page after page.</summary>
    /// <param name="parts">Gives the request for the page that begins so many samples later; <see langword="null"/> after the end.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="destination">Takes the document; not disposed of.</param>
    /// <param name="cancellationToken">Stops the drawing; the destination may then hold a part of the document.</param>
    /// <returns>How many samples are on the pages.</returns>
    /// <exception cref="ArgumentException">As <see cref="Render"/>.</exception>
    /// <exception cref="IOException">The destination failed.</exception>
    public static int RenderPages(Func<int, PlotRequest?> parts, string title, Stream destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(destination);
        int drawn = 0;
        PdfFile.Write(Pages(), PlotRequest.DefaultDotsPerInch / MillimetresPerInch, title, destination, cancellationToken);
        return drawn;

        IEnumerable<Page> Pages()
        {
            while (parts(drawn) is { } request)
            {
                Check(request);
                Page page = Arrange(request);
                drawn += page.Samples;
                yield return page;
            }
        }
    }

    /// <summary>The page for a request: the twelve leads' usual one where they are there, else a row for each lead.</summary>
    internal static Page Arrange(PlotRequest request) => TwelveLeadLayout.TryArrange(request) ?? StackedLayout.Arrange(request);

    private static void Check(PlotRequest request)
    {
        if (request.Leads.Count == 0 || request.Leads.All(lead => lead.Samples.IsEmpty))
        {
            throw new ArgumentException("A plot needs at least one lead with a sample.", nameof(request));
        }

        if (request.SamplingRate is { } rate && !(double.IsFinite(rate) && rate > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(request), rate, "A sampling rate is a number above 0, or null where it is unknown.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(request.FirstSample, nameof(request));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Speed, nameof(request));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(request.Amplitude ?? 1, nameof(request));
        if (!(request.DotsPerInch >= PlotRequest.MinDotsPerInch && request.DotsPerInch <= PlotRequest.MaxDotsPerInch))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request),
                request.DotsPerInch,
                $"A density is {PlotRequest.MinDotsPerInch:0} to {PlotRequest.MaxDotsPerInch:0} dots per inch.");
        }
    }

    private static string Describe(PlotRequest request)
    {
        string leads = string.Join(", ", request.Leads.Select(lead => LeadName.Write(lead.Name)));
        return $"Electrocardiogram with the leads {leads} on ECG paper. {PageFrame.Details(request)} {PageFrame.Diagnoses(request)}".TrimEnd();
    }
}
