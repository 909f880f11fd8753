using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Painting;
using Ecg.Signals.Metadata;

namespace Ecg.Cli.Plot;

/// <summary>Draws a recording on ECG paper, as a cardiologist expects it: 25 mm/s, 10 mm/mV, true to scale in print.</summary>
internal static class EcgPlot
{
    private const double MillimetresPerInch = 25.4;

    /// <summary>Draws the leads and writes the picture. The same request gives the same bytes.</summary>
    /// <param name="request">What to draw.</param>
    /// <param name="destination">Takes the picture; not disposed of.</param>
    /// <param name="cancellationToken">Stops the drawing; the destination may then hold a part of the picture.</param>
    /// <exception cref="ArgumentException">
    /// There is no lead, no sample, the rate is not a number above 0, or the density is out of
    /// <see cref="PlotRequest.MinDotsPerInch"/> to <see cref="PlotRequest.MaxDotsPerInch"/>.
    /// </exception>
    /// <exception cref="IOException">The destination failed.</exception>
    public static void Render(PlotRequest request, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(destination);
        Check(request);

        var page = Arrange(request);
        var pixelsPerMillimetre = request.DotsPerInch / MillimetresPerInch;
        switch (request.Format)
        {
            case PlotFormat.Png:
                PngFile.Write(page, pixelsPerMillimetre, destination, cancellationToken);
                break;
            case PlotFormat.Svg:
                SvgFile.Write(page, pixelsPerMillimetre, request.RecordId, Describe(request), destination, cancellationToken);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request), request.Format, "A plot is a PNG or an SVG.");
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
        var leads = string.Join(", ", request.Leads.Select(lead => LeadName.Write(lead.Name)));
        return $"Electrocardiogram with the leads {leads} on ECG paper. {PageFrame.Details(request)} {PageFrame.Diagnoses(request)}".TrimEnd();
    }
}
