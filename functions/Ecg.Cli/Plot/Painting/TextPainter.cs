using System.Text;
using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Draws text as strokes, and as outlines where only a typeface of the machine has a character.</summary>
internal sealed class TextPainter : IDisposable
{
    private const string Ellipsis = "...";
    private const double BoldPen = 1.7;
    private const double Halo = 0.6;
    // Capitals of usual typefaces are about 0.72 em tall.
    private const double EmPerCapHeight = 1 / 0.72;

    private readonly SKCanvas _canvas;
    private readonly double _pixelsPerMillimetre;
    private readonly SystemTypefaces _typefaces = new();

    /// <summary>Creates a painter.</summary>
    /// <param name="canvas">Takes the drawing; not disposed of.</param>
    /// <param name="pixelsPerMillimetre">The canvas' units in a millimetre.</param>
    public TextPainter(SKCanvas canvas, double pixelsPerMillimetre)
    {
        _canvas = canvas;
        _pixelsPerMillimetre = pixelsPerMillimetre;
    }

    /// <summary>Draws a line of text.</summary>
    public void Draw(PageText text)
    {
        var runes = Fit(text);
        if (runes.Count == 0)
        {
            return;
        }

        using var strokes = new SKPathBuilder();
        using var outlines = new SKPathBuilder();
        var x = text.X - (Width(runes, text.CapHeight) * Before(text.Anchor));
        foreach (var rune in runes)
        {
            x += Add(rune, x, text, strokes, outlines);
        }

        using var strokePath = strokes.Detach();
        using var outlinePath = outlines.Detach();
        Paint(text, strokePath, outlinePath);
    }

    /// <inheritdoc/>
    public void Dispose() => _typefaces.Dispose();

    private void Paint(PageText text, SKPath strokes, SKPath outlines)
    {
        var pen = text.CapHeight * StrokeFont.PenWidth * (text.IsBold ? BoldPen : 1);
        using var paint = new SKPaint
        {
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeCap = SKStrokeCap.Round,
            StrokeJoin = SKStrokeJoin.Round,
            Color = Palette.Background,
            StrokeWidth = CanvasGrid.Snap((pen + Halo) * _pixelsPerMillimetre),
        };

        // Letters stand free of the paper's lines and of a trace that comes near.
        _canvas.DrawPath(strokes, paint);
        paint.Color = text.IsFaint ? Palette.FaintInk : Palette.Ink;
        paint.StrokeWidth = CanvasGrid.Snap(pen * _pixelsPerMillimetre);
        _canvas.DrawPath(strokes, paint);
        if (!outlines.IsEmpty)
        {
            paint.Style = SKPaintStyle.Fill;
            _canvas.DrawPath(outlines, paint);
        }
    }

    private double Add(Rune rune, double x, PageText text, SKPathBuilder strokes, SKPathBuilder outlines)
    {
        if (StrokeFont.Find(rune) is null && _typefaces.Find(rune) is { } typeface)
        {
            AddOutline(rune, typeface, x, text, outlines);
        }
        else
        {
            AddStrokes(StrokeFont.Find(rune) ?? StrokeFont.Unknown, x, text, strokes);
        }

        return Advance(rune, text.CapHeight);
    }

    private void AddStrokes(Glyph glyph, double x, PageText text, SKPathBuilder path)
    {
        var unit = text.CapHeight / StrokeFont.CapUnits;
        foreach (var stroke in glyph.Strokes)
        {
            var (endX, endY) = Place(stroke.End);
            switch (stroke.Kind)
            {
                case PenStrokeKind.Move:
                    path.MoveTo(endX, endY);
                    break;
                case PenStrokeKind.Line:
                    path.LineTo(endX, endY);
                    break;
                default:
                    var (fromX, fromY) = Place(stroke.From);
                    var (towardX, towardY) = Place(stroke.Toward);
                    path.CubicTo(fromX, fromY, towardX, towardY, endX, endY);
                    break;
            }
        }

        (float X, float Y) Place((double X, double Y) point) =>
            (Unit(x + (point.X * unit)), Unit(text.Y - text.CapHeight + (point.Y * unit)));
    }

    private void AddOutline(Rune rune, SKTypeface typeface, double x, PageText text, SKPathBuilder path)
    {
        using var font = new SKFont(typeface, (float)(text.CapHeight * EmPerCapHeight * _pixelsPerMillimetre));
        using var outline = font.GetGlyphPath(font.GetGlyph(rune.Value));
        if (outline is not null)
        {
            path.AddPath(outline, Unit(x), Unit(text.Y));
        }
    }

    // Stops at the first letter beyond the page, however long the text goes on.
    private List<Rune> Fit(PageText text)
    {
        var tracking = StrokeFont.Tracking * text.CapHeight / StrokeFont.CapUnits;
        List<Rune> ellipsis = [.. Ellipsis.EnumerateRunes()];
        var room = text.MaxWidth - Width(ellipsis, text.CapHeight) - tracking;
        var runes = new List<Rune>();
        var (width, roomFor) = (-tracking, 0);
        foreach (var character in text.Text.EnumerateRunes())
        {
            var rune = Rune.IsControl(character) ? new Rune(' ') : character;
            width += Advance(rune, text.CapHeight);
            if (width > text.MaxWidth)
            {
                return [.. runes.Take(roomFor), .. ellipsis];
            }

            runes.Add(rune);
            roomFor = width <= room ? runes.Count : roomFor;
        }

        return runes;
    }

    private double Width(List<Rune> runes, double capHeight)
    {
        var width = 0.0;
        foreach (var rune in runes)
        {
            width += Advance(rune, capHeight);
        }

        return Math.Max(0, width - (StrokeFont.Tracking * capHeight / StrokeFont.CapUnits));
    }

    private double Advance(Rune rune, double capHeight)
    {
        var unit = capHeight / StrokeFont.CapUnits;
        if (StrokeFont.Find(rune) is { } glyph)
        {
            return glyph.Advance * unit;
        }

        if (_typefaces.Find(rune) is not { } typeface)
        {
            return StrokeFont.Unknown.Advance * unit;
        }

        using var font = new SKFont(typeface, (float)(capHeight * EmPerCapHeight));
        return font.GetGlyphWidths([font.GetGlyph(rune.Value)])[0] + (StrokeFont.Tracking * unit / 2);
    }

    private static double Before(TextAnchor anchor) => anchor switch
    {
        TextAnchor.Middle => 0.5,
        TextAnchor.End => 1,
        _ => 0,
    };

    private float Unit(double millimetres) => CanvasGrid.Snap(millimetres * _pixelsPerMillimetre);
}
