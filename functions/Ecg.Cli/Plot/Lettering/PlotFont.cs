using System.Reflection;
using System.Text;
using SkiaSharp;

namespace Ecg.Cli.Plot.Lettering;

/// <summary>
/// The font of a plot: Inter, reduced to Latin, Greek and Cyrillic. It is part of the program, so that a text has one look and
/// one width on a machine without fonts and on one with many.
/// </summary>
internal static class PlotFont
{
    /// <summary>The families that an SVG asks for: this font where it is installed, else one of much the same widths.</summary>
    public const string Families = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

    private const string Resource = "Inter-Regular.ttf";
    private const string Ellipsis = "…";

    // OS/2 table of the font: sCapHeight 1490 of 2048 units per em.
    private const double EmPerCapHeight = 2048.0 / 1490;

    // Text is measured at this size, so that rounding to whole units does not count.
    private const float MeasuredSize = 1000;

    private static readonly SKTypeface Typeface = Load();

    /// <summary>The size in em of letters whose capitals have a height.</summary>
    public static double SizeFor(double capHeight) => capHeight * EmPerCapHeight;

    /// <summary>The font at a size; the caller disposes of it.</summary>
    public static SKFont OfSize(double size, bool isBold) => new(Typeface, (float)size)
    {
        Embolden = isBold,
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
    };

    /// <summary>The width of a text, a character that the font lacks counted as the box that stands for it.</summary>
    public static double Width(string text, double capHeight, bool isBold = false)
    {
        using SKFont font = OfSize(MeasuredSize, isBold);
        return font.MeasureText(text) * SizeFor(capHeight) / MeasuredSize;
    }

    /// <summary>The text in one line, cut short with an ellipsis where it is wider than the room for it.</summary>
    public static string Fit(string text, double capHeight, bool isBold, double maxWidth)
    {
        string line = InOneLine(text);
        if (double.IsPositiveInfinity(maxWidth))
        {
            return line;
        }

        using SKFont font = OfSize(MeasuredSize, isBold);
        float room = (float)(maxWidth * MeasuredSize / SizeFor(capHeight));
        if (font.BreakText(line, room) >= line.Length)
        {
            return line;
        }

        int count = font.BreakText(line, room - font.MeasureText(Ellipsis));
        return line[..(count > 0 && char.IsHighSurrogate(line[count - 1]) ? count - 1 : count)] + Ellipsis;
    }

    /// <summary>The text without halves of characters and controls, which a name in a file may hold: no font has a glyph for them, and XML no place.</summary>
    public static string InOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) || rune.Value is 0xFFFE or 0xFFFF ? " " : rune.ToString());
        }

        return line.ToString();
    }

    private static SKTypeface Load()
    {
        using Stream file = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(file);
    }
}
