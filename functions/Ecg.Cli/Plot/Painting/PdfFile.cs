using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Writes pages as PDF in their paper size: printed at 100 %, a page is true to scale.</summary>
internal static class PdfFile
{
    private const double PointsPerMillimetre = 72 / 25.4;

    /// <summary>Draws and writes pages.</summary>
    /// <param name="pages">The pages, each requested once the previous one is drawn; at least one.</param>
    /// <param name="pixelsPerMillimetre">The resolution to which traces are reduced.</param>
    /// <param name="title">The document's title.</param>
    /// <param name="destination">The stream to write to; not disposed.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The destination failed.</exception>
    public static void Write(
        IEnumerable<Page> pages, double pixelsPerMillimetre, string title, Stream destination, CancellationToken cancellationToken)
    {
        var metadata = new SKDocumentPdfMetadata { Title = title, RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi, EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality };
        using var document = SKDocument.CreatePdf(destination, metadata);
        foreach (Page page in pages)
        {
            SKCanvas canvas = document.BeginPage((float)(page.Width * PointsPerMillimetre), (float)(page.Height * PointsPerMillimetre));
            canvas.Scale((float)(PointsPerMillimetre / pixelsPerMillimetre));
            new PagePainter(canvas, pixelsPerMillimetre).Draw(page, cancellationToken);
            document.EndPage();
        }

        document.Close();
    }
}
