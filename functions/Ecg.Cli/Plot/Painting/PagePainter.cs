using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Draws a page on a canvas, for all formats.</summary>
/// <param name="canvas">The canvas; not disposed.</param>
/// <param name="pixelsPerMillimetre">The canvas' units in a millimetre.</param>
internal sealed class PagePainter(SKCanvas canvas, double pixelsPerMillimetre)
{
    private const double FineLineWidth = 0.1;
    private const double HeavyLineWidth = 0.22;
    private const double TraceWidth = 0.3;
    private const double MarkWidth = 0.3;
    private const int FineLinesPerHeavy = 5;
    private const double HatchLineWidth = 0.2;
    private const double HatchLineDistance = 2;

    /// <summary>Draws everything.</summary>
    public void Draw(Page page, CancellationToken cancellationToken)
    {
        DrawWithoutText(page, cancellationToken);
        foreach (PageText text in page.Texts)
        {
            TextPainter.Draw(canvas, text, pixelsPerMillimetre);
        }
    }

    /// <summary>Draws paper, traces and marks, for a format that handles text itself.</summary>
    public void DrawWithoutText(Page page, CancellationToken cancellationToken)
    {
        canvas.Clear(Palette.Background);
        DrawPaper(page.Paper);
        DrawHatched(page.Hatched);
        foreach (Trace trace in page.Traces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DrawTrace(trace);
        }

        DrawLines(page.Lines, Palette.Ink);
        DrawLines(page.Marks, Palette.Mark);
    }

    private void DrawPaper(PageRectangle paper)
    {
        using SKPath fine = GridLines(paper, heavy: false);
        using SKPath heavy = GridLines(paper, heavy: true);
        // Aligned to whole pixels: a line between two would look wider and fainter than its neighbour.
        double fineWidth = Math.Max(1, Math.Round(FineLineWidth * pixelsPerMillimetre));
        using SKPaint pen = Pen(Palette.FineLine, fineWidth, antialias: false);
        pen.StrokeCap = SKStrokeCap.Square;
        canvas.DrawPath(fine, pen);
        pen.Color = Palette.HeavyLine;
        pen.StrokeWidth = (float)Math.Max(fineWidth + 1, Math.Round(HeavyLineWidth * pixelsPerMillimetre));
        canvas.DrawPath(heavy, pen);
    }

    private SKPath GridLines(PageRectangle paper, bool heavy)
    {
        using var path = new SKPathBuilder();
        for (int i = 0; i <= (int)Math.Round(paper.Width); i++)
        {
            if (heavy == (i % FineLinesPerHeavy == 0))
            {
                path.MoveTo(Unit(paper.Left + i), Unit(paper.Top));
                path.LineTo(Unit(paper.Left + i), Unit(paper.Bottom));
            }
        }

        for (int i = 0; i <= (int)Math.Round(paper.Height); i++)
        {
            if (heavy == (i % FineLinesPerHeavy == 0))
            {
                path.MoveTo(Unit(paper.Left), Unit(paper.Top + i));
                path.LineTo(Unit(paper.Right), Unit(paper.Top + i));
            }
        }

        return path.Detach();
    }

    private void DrawHatched(IReadOnlyList<PageRectangle> places)
    {
        using SKPaint pen = Pen(Palette.Hatch, HatchLineWidth * pixelsPerMillimetre, antialias: true);
        foreach (PageRectangle place in places)
        {
            using SKPath path = Hatching(place);
            canvas.DrawPath(path, pen);
        }
    }

    // Lines that rise to the right, each cut at the edge of the area, so that no format needs to clip.
    private SKPath Hatching(PageRectangle place)
    {
        using var path = new SKPathBuilder();
        for (double at = HatchLineDistance; at < place.Width + place.Height; at += HatchLineDistance)
        {
            (double right, double left) = (Math.Min(at, place.Width), Math.Max(0, at - place.Height));
            path.MoveTo(Unit(place.Left + left), Unit(place.Top + at - left));
            path.LineTo(Unit(place.Left + right), Unit(place.Top + at - right));
        }

        return path.Detach();
    }

    private void DrawTrace(Trace trace)
    {
        using SKPath path = TracePath.Build(trace, pixelsPerMillimetre);
        using SKPaint pen = Pen(Palette.Ink, TraceWidth * pixelsPerMillimetre, antialias: true);
        canvas.DrawPath(path, pen);
    }

    private void DrawLines(IReadOnlyList<PageLine> lines, SKColor colour)
    {
        if (lines.Count == 0)
        {
            return;
        }

        using var builder = new SKPathBuilder();
        foreach (PageLine line in lines)
        {
            builder.MoveTo(Unit(line.Points[0].X), Unit(line.Points[0].Y));
            foreach ((double x, double y) in line.Points.Skip(1))
            {
                builder.LineTo(Unit(x), Unit(y));
            }
        }

        using SKPath path = builder.Detach();
        using SKPaint pen = Pen(colour, MarkWidth * pixelsPerMillimetre, antialias: true);
        pen.StrokeJoin = SKStrokeJoin.Miter;
        pen.StrokeCap = SKStrokeCap.Butt;
        canvas.DrawPath(path, pen);
    }

    private float Unit(double millimetres) => CanvasGrid.Snap(millimetres * pixelsPerMillimetre);

    private static SKPaint Pen(SKColor colour, double width, bool antialias) => new()
    {
        Style = SKPaintStyle.Stroke,
        Color = colour,
        StrokeWidth = CanvasGrid.Snap(width),
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
        IsAntialias = antialias,
    };
}
