using System.Buffers.Binary;
using Ecg.Cli.Plot;
using Ecg.Cli.Plot.Layout;
using NUnit.Framework;
using SkiaSharp;

namespace Ecg.Tests.Plot;

/// <summary>A plot as it was drawn, to be measured with a ruler.</summary>
internal sealed class Picture : IDisposable
{
    private const int PaperRed = 0xE0;
    private const int InkRed = 0x80;
    private readonly SKBitmap _bitmap;

    private Picture(byte[] bytes, double pixelsPerMillimetre)
    {
        Bytes = bytes;
        PixelsPerMillimetre = pixelsPerMillimetre;
        _bitmap = SKBitmap.Decode(bytes);
    }

    public byte[] Bytes { get; }

    public double PixelsPerMillimetre { get; }

    public int Width => _bitmap.Width;

    public int Height => _bitmap.Height;

    public static Picture Of(PlotRequest request)
    {
        using var stream = new MemoryStream();
        EcgPlot.Render(request with { Format = PlotFormat.Png }, stream);
        return new Picture(stream.ToArray(), request.DotsPerInch / 25.4);
    }

    public SKColor ColourAt(double xMillimetres, double yMillimetres) =>
        _bitmap.GetPixel(Pixel(xMillimetres), Pixel(yMillimetres));

    /// <summary>Whether trace, mark or text is drawn anywhere in a rectangle; the paper's lines are no ink.</summary>
    public bool HasInk(double left, double top, double right, double bottom)
    {
        for (int y = Pixel(top); y < Pixel(bottom); y++)
        {
            for (int x = Pixel(left); x < Pixel(right); x++)
            {
                if (_bitmap.GetPixel(x, y).Red < InkRed)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The height in millimetres at which the uppermost line crosses a column.</summary>
    public double UppermostLineAt(double x, double top, double bottom) =>
        FirstLine(Pixel(top), Pixel(bottom), y => _bitmap.GetPixel(Pixel(x), y).Red) / PixelsPerMillimetre;

    /// <summary>The place in millimetres at which the leftmost line crosses a row.</summary>
    public double LeftmostLineAt(double y, double left, double right) =>
        FirstLine(Pixel(left), Pixel(right), x => _bitmap.GetPixel(x, Pixel(y)).Red) / PixelsPerMillimetre;

    /// <summary>The dots per metre that the file states, PNG specification, 11.3.4.3.</summary>
    public int StatedDotsPerMetre()
    {
        int at = Bytes.AsSpan().IndexOf("pHYs"u8);
        Assert.That(Bytes[at + 12], Is.EqualTo(1), "The unit is the metre.");
        Assert.That(
            BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(at + 8)),
            Is.EqualTo(BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(at + 4))));
        return BinaryPrimitives.ReadInt32BigEndian(Bytes.AsSpan(at + 4));
    }

    public void Dispose() => _bitmap.Dispose();

    // The middle of the line, weighted by darkness: antialiasing spreads a line over pixels.
    private static double FirstLine(int from, int to, Func<int, byte> red)
    {
        (double weight, double sum) = (0.0, 0.0);
        bool isInLine = false;
        for (int i = from; i < to; i++)
        {
            int darkness = Math.Max(0, PaperRed - red(i));
            if (darkness == 0 && isInLine)
            {
                break;
            }

            isInLine |= PaperRed - red(i) > PaperRed - InkRed;
            if (darkness == 0)
            {
                (weight, sum) = (0, 0);
                continue;
            }

            weight += darkness;
            sum += darkness * (i + 0.5);
        }

        Assert.That(isInLine, "There is no line where one is looked for.");
        return sum / weight;
    }

    private int Pixel(double millimetres) => (int)Math.Round(millimetres * PixelsPerMillimetre);
}
