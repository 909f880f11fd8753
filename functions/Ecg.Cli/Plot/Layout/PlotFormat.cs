namespace Ecg.Cli.Plot.Layout;

/// <summary>The form in which a plot is written.</summary>
internal enum PlotFormat
{
    /// <summary>A picture of pixels that knows its size in millimetres.</summary>
    Png,

    /// <summary>A drawing of lines, in millimetres.</summary>
    Svg,

    /// <summary>A document of pages to print, true to scale.</summary>
    Pdf,
}
