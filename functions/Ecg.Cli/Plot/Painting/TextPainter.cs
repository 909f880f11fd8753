using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Lettering;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Draws text with the plot's own font.</summary>
internal static class TextPainter
{
    /// <summary>How wide the white around letters is in millimetres: they stand free of the paper's lines and of a trace that comes near.</summary>
    public const double Halo = 0.6;

    /// <summary>Draws a line of text.</summary>
    public static void Draw(SKCanvas canvas, PageText text, double pixelsPerMillimetre)
    {
        using SKFont font = PlotFont.OfSize(PlotFont.SizeFor(text.CapHeight) * pixelsPerMillimetre, text.IsBold);
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeJoin = SKStrokeJoin.Round,
            StrokeWidth = Unit(Halo),
            Color = Palette.Background,
        };
        canvas.DrawText(text.Shown, Unit(text.X), Unit(text.Y), AlignmentOf(text.Anchor), font, paint);
        paint.Style = SKPaintStyle.Fill;
        paint.Color = Palette.InkOf(text);
        canvas.DrawText(text.Shown, Unit(text.X), Unit(text.Y), AlignmentOf(text.Anchor), font, paint);

        float Unit(double millimetres) => CanvasGrid.Snap(millimetres * pixelsPerMillimetre);
    }

    private static SKTextAlign AlignmentOf(TextAnchor anchor) => anchor switch
    {
        TextAnchor.Middle => SKTextAlign.Center,
        TextAnchor.End => SKTextAlign.Right,
        _ => SKTextAlign.Left,
    };
}
