using System.Reflection;
using System.Text;
using SkiaSharp;

namespace Ecg.Cli.Plot.Lettering;

/// <summary>
/// The font of plots: Inter, reduced to Latin, Greek and Cyrillic. It is embedded, so that text looks the same and has the same
/// width on every machine.
/// </summary>
internal static class PlotFont
{
    /// <summary>The font families of an SVG: this font if it is installed, otherwise one with similar widths.</summary>
    public const string Families = "Inter, 'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";

    private const string Resource = "Inter-Regular.ttf";
    private const string Ellipsis = "…";

    // OS/2 table of the font: sCapHeight 1490 of 2048 units per em.
    private const double EmPerCapHeight = 2048.0 / 1490;

    // Text is measured at this size, so that rounding to whole units does not matter.
    private const float MeasuredSize = 1000;

    private static readonly SKTypeface Typeface = Load();

    /// <summary>Returns the font size in em for a cap height.</summary>
    public static double SizeFor(double capHeight) => capHeight * EmPerCapHeight;

    /// <summary>Returns the font at a size; the caller must dispose it.</summary>
    public static SKFont OfSize(double size, bool isBold) => new(Typeface, (float)size)
    {
        Embolden = isBold,
        Hinting = SKFontHinting.None,
        LinearMetrics = true,
        Subpixel = true,
    };

    /// <summary>Returns the width of text; a missing character counts as its replacement box.</summary>
    public static double Width(string text, double capHeight, bool isBold = false)
    {
        using SKFont font = OfSize(MeasuredSize, isBold);
        return font.MeasureText(text) * SizeFor(capHeight) / MeasuredSize;
    }

    /// <summary>Returns the text on one line, shortened with an ellipsis if it is too wide.</summary>
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

    /// <summary>Returns the text without lone surrogates and control characters, which names in files may contain and XML does not allow.</summary>
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
