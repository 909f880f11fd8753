using System.Globalization;
using System.Text;
using System.Xml;
using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Writes a page as SVG, in millimetres, with a title and a description for those who do not see it.</summary>
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
        var (width, height) = (Math.Round(page.Width * pixelsPerMillimetre), Math.Round(page.Height * pixelsPerMillimetre));
        using (var canvas = SKSvgCanvas.Create(SKRect.Create((float)width, (float)height), drawing))
        using (var painter = new PagePainter(canvas, pixelsPerMillimetre))
        {
            painter.Draw(page, cancellationToken);
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
        writer.WriteEndElement();
    }

    private static void WriteText(XmlWriter writer, string name, string text)
    {
        writer.WriteStartElement(name);
        writer.WriteAttributeString("id", name);
        writer.WriteString(Allowed(text));
        writer.WriteEndElement();
    }

    // XML has no way at all to write some characters, and a name in a file may hold any.
    private static string Allowed(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.Value is '\uFFFE' or '\uFFFF' || Rune.IsControl(rune) ? " " : rune.ToString()));

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
