namespace Ecg.Cli.Plot.Layout;

/// <summary>A page laid out in millimetres; drawing it needs no further measurement.</summary>
internal sealed record Page
{
    /// <summary>The width of the page.</summary>
    public required double Width { get; init; }

    /// <summary>The height of the page.</summary>
    public required double Height { get; init; }

    /// <summary>The ECG paper, whose edges are 5 mm lines.</summary>
    public required PageRectangle Paper { get; init; }

    /// <summary>The number of samples of the request that are drawn, from the first.</summary>
    public required int Samples { get; init; }

    /// <summary>The hatched stretches: missing samples and unusable signal.</summary>
    public required IReadOnlyList<PageRectangle> Hatched { get; init; }

    /// <summary>The signals.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Calibration pulses, scale bars and the separators between leads.</summary>
    public required IReadOnlyList<PageLine> Lines { get; init; }

    /// <summary>The beat marks.</summary>
    public required IReadOnlyList<PageLine> Marks { get; init; }

    /// <summary>All text.</summary>
    public required IReadOnlyList<PageText> Texts { get; init; }
}
