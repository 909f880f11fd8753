using Ecg.Cli.Plot.Layout;
using SkiaSharp;

namespace Ecg.Cli.Plot.Painting;

/// <summary>The colours of a plot: apart in brightness too, so that a print in grey keeps trace, 5 mm and 1 mm lines apart.</summary>
internal static class Palette
{
    public static SKColor Background { get; } = SKColors.White;

    public static SKColor FineLine { get; } = new(0xF9, 0xDA, 0xD4);

    public static SKColor HeavyLine { get; } = new(0xEE, 0xA7, 0x9C);

    public static SKColor Hatch { get; } = new(0x9A, 0x9A, 0xA8);

    public static SKColor Mark { get; } = new(0x1B, 0x5F, 0xC4);

    public static SKColor Ink { get; } = new(0x14, 0x14, 0x1A);

    public static SKColor FaintInk { get; } = new(0x5A, 0x5A, 0x62);

    public static SKColor InkOf(PageText text) => text.IsFaint ? FaintInk : Ink;
}
