using Ecg.Cli.Plot.Lettering;

namespace Ecg.Cli.Plot.Layout;

/// <summary>A line of text on a page, in millimetres.</summary>
/// <param name="Text">The text.</param>
/// <param name="X">The place of its anchor.</param>
/// <param name="Y">The line that its letters stand on.</param>
/// <param name="CapHeight">The height of a capital letter.</param>
internal sealed record PageText(string Text, double X, double Y, double CapHeight)
{
    /// <summary>Which part stands at <see cref="X"/>.</summary>
    public TextAnchor Anchor { get; init; }

    /// <summary>Whether it is drawn with a heavier pen.</summary>
    public bool IsBold { get; init; }

    /// <summary>Whether it is of less weight than the rest.</summary>
    public bool IsFaint { get; init; }

    /// <summary>The width beyond which it is cut short with an ellipsis.</summary>
    public double MaxWidth { get; init; } = double.PositiveInfinity;

    /// <summary>What of the text has room.</summary>
    public string Shown => PlotFont.Fit(Text, CapHeight, IsBold, MaxWidth);
}
