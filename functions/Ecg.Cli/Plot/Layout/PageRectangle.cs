namespace Ecg.Cli.Plot.Layout;

/// <summary>A part of a page, in millimetres.</summary>
internal readonly record struct PageRectangle(double Left, double Top, double Width, double Height)
{
    /// <summary>The right edge.</summary>
    public double Right => Left + Width;

    /// <summary>The lower edge.</summary>
    public double Bottom => Top + Height;
}
