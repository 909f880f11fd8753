using System.Buffers.Binary;
using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>Writes a page as PNG.</summary>
internal static class PngFile
{
    private const int SignatureAndHeader = 8 + 25;
    private const uint CrcPolynomial = 0xEDB88320;

    /// <summary>Draws and writes a page.</summary>
    /// <exception cref="InvalidOperationException">There is not enough memory for the picture.</exception>
    /// <exception cref="IOException">The destination failed.</exception>
    public static void Write(Page page, double pixelsPerMillimetre, Stream destination, CancellationToken cancellationToken)
    {
        var info = new SKImageInfo(Pixels(page.Width), Pixels(page.Height), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using SKSurface surface = SKSurface.Create(info)
            ?? throw new InvalidOperationException($"No memory for a picture of {info.Width} x {info.Height} pixels; ask for fewer dots per inch.");
        new PagePainter(surface.Canvas, pixelsPerMillimetre).Draw(page, cancellationToken);
        using SKImage image = surface.Snapshot();
        using SKData encoded = image.Encode(SKEncodedImageFormat.Png, 100)
            ?? throw new InvalidOperationException($"No memory to encode a picture of {info.Width} x {info.Height} pixels; ask for fewer dots per inch.");
        WriteWithSize(encoded.AsSpan(), pixelsPerMillimetre, destination);

        int Pixels(double millimetres) => (int)Math.Round(millimetres * pixelsPerMillimetre);
    }

    // PNG specification, section 11.3.4.3: pHYs stands before the image data, and makes a print true to scale.
    private static void WriteWithSize(ReadOnlySpan<byte> png, double pixelsPerMillimetre, Stream destination)
    {
        Span<byte> chunk = stackalloc byte[21];
        uint pixelsPerMetre = (uint)Math.Round(pixelsPerMillimetre * 1000);
        BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        "pHYs"u8.CopyTo(chunk[4..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[8..], pixelsPerMetre);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[12..], pixelsPerMetre);
        chunk[16] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(chunk[17..], Crc(chunk[4..17]));

        destination.Write(png[..SignatureAndHeader]);
        destination.Write(chunk);
        destination.Write(png[SignatureAndHeader..]);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ CrcPolynomial;
            }
        }

        return ~crc;
    }
}
