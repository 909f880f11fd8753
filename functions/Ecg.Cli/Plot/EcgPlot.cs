using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Painting;

namespace Ecg.Cli.Plot;

/// <summary>Draws recordings on ECG paper in the standard form: 25 mm/s, 10 mm/mV, true to scale in print.</summary>
internal static class EcgPlot
{
    private const double MillimetresPerInch = 25.4;

    /// <summary>Draws the leads and writes the picture; a PDF gets one page. The same request gives the same bytes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="destination">The stream to write to; not disposed.</param>
    /// <param name="cancellationToken">Cancels the operation; the destination may then contain a part of the picture.</param>
    /// <exception cref="ArgumentException">
    /// There is no lead, no sample, the rate is not a number above 0, or the density is out of
    /// <see cref="PlotRequest.MinDotsPerInch"/> to <see cref="PlotRequest.MaxDotsPerInch"/>.
    /// </exception>
    /// <exception cref="IOException">The destination failed.</exception>
    /// <returns>The number of samples drawn, from the first.</returns>
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

    /// <summary>Draws a long part as a PDF with several pages.</summary>
    /// <param name="parts">Returns the request for the page that begins after a number of samples; <see langword="null"/> at the end.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="destination">The stream to write to; not disposed.</param>
    /// <param name="cancellationToken">Cancels the operation; the destination may then contain a part of the document.</param>
    /// <returns>The number of samples drawn.</returns>
    /// <exception cref="ArgumentException">As for <see cref="Render"/>.</exception>
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

    /// <summary>Lays out a request: the standard twelve-lead page if it has these leads, otherwise one row per lead.</summary>
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
