using System.Globalization;
using System.Text;
using System.Xml;
using Ecg.Cli.Plot.Layout;
using Ecg.Cli.Plot.Lettering;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>
/// Writes a page as SVG, in millimetres, with a title and a description for screen readers. Text remains text: it can be
/// searched and edited.
/// </summary>
internal static class SvgFile
{
    /// <summary>Draws and writes a page.</summary>
    /// <exception cref="IOException">The destination failed.</exception>
    public static void Write(
        Page page,
        double pixelsPerMillimetre,
        string title,
        string description,
        Stream destination,
        CancellationToken cancellationToken)
    {
        using var drawing = new MemoryStream();
        (double width, double height) = (Math.Round(page.Width * pixelsPerMillimetre), Math.Round(page.Height * pixelsPerMillimetre));
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create((float)width, (float)height), drawing))
        {
            new PagePainter(canvas, pixelsPerMillimetre).DrawWithoutText(page, cancellationToken);
        }

        drawing.Position = 0;
        using var reader = XmlReader.Create(drawing, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true });
        using var writer = XmlWriter.Create(destination, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            IndentChars = string.Empty,
            NewLineChars = "\n",
            CloseOutput = false,
        });
        reader.ReadToFollowing("svg");
        writer.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        writer.WriteAttributeString("width", Invariant($"{page.Width}mm"));
        writer.WriteAttributeString("height", Invariant($"{page.Height}mm"));
        writer.WriteAttributeString("viewBox", Invariant($"0 0 {width} {height}"));
        writer.WriteAttributeString("role", "img");
        writer.WriteAttributeString("aria-labelledby", "title desc");
        WriteText(writer, "title", title);
        WriteText(writer, "desc", description);
        CopyContent(reader, writer);
        WriteTexts(writer, page.Texts, pixelsPerMillimetre);
        writer.WriteEndElement();
    }

    private static void WriteTexts(XmlWriter writer, IReadOnlyList<PageText> texts, double pixelsPerMillimetre)
    {
        writer.WriteStartElement("g");
        writer.WriteAttributeString("font-family", PlotFont.Families);
        writer.WriteAttributeString("paint-order", "stroke");
        writer.WriteAttributeString("stroke", Colour(Palette.Background));
        writer.WriteAttributeString("stroke-width", Number(TextPainter.Halo));
        writer.WriteAttributeString("stroke-linejoin", "round");
        writer.WriteAttributeString("style", "white-space:pre");
        foreach (PageText? text in texts.Where(text => text.Text.Length > 0))
        {
            WriteText(text);
        }

        writer.WriteEndElement();

        void WriteText(PageText text)
        {
            writer.WriteStartElement("text");
            writer.WriteAttributeString("x", Number(text.X));
            writer.WriteAttributeString("y", Number(text.Y));
            writer.WriteAttributeString("font-size", Number(PlotFont.SizeFor(text.CapHeight)));
            writer.WriteAttributeString("fill", Colour(Palette.InkOf(text)));
            if (text.Anchor != TextAnchor.Start)
            {
                writer.WriteAttributeString("text-anchor", text.Anchor == TextAnchor.Middle ? "middle" : "end");
            }

            if (text.IsBold)
            {
                writer.WriteAttributeString("font-weight", "600");
            }

            string shown = text.Shown;
            if (shown.Length < text.Text.Length)
            {
                // The text fills its space to the last letter, and another font must not exceed it.
                writer.WriteAttributeString("textLength", Number(text.MaxWidth));
                writer.WriteAttributeString("lengthAdjust", "spacingAndGlyphs");
            }

            writer.WriteString(shown);
            writer.WriteEndElement();
        }

        string Number(double millimetres) => CanvasGrid.Snap(millimetres * pixelsPerMillimetre).ToString(CultureInfo.InvariantCulture);
    }

    private static string Colour(SKColor colour) => Invariant($"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}");

    private static void WriteText(XmlWriter writer, string name, string text)
    {
        writer.WriteStartElement(name);
        writer.WriteAttributeString("id", name);
        writer.WriteString(PlotFont.InOneLine(text));
        writer.WriteEndElement();
    }

    private static void CopyContent(XmlReader reader, XmlWriter writer)
    {
        reader.Read();
        while (reader.NodeType == XmlNodeType.Element)
        {
            writer.WriteNode(reader, defattr: false);
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
