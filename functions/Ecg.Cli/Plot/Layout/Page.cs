namespace Ecg.Cli.Plot.Layout;

/// <summary>A page laid out in millimetres, with everything at its place; nothing is measured any more when it is drawn.</summary>
internal sealed record Page
{
    /// <summary>The width of the page.</summary>
    public required double Width { get; init; }

    /// <summary>The height of the page.</summary>
    public required double Height { get; init; }

    /// <summary>The ECG paper: its edges are 5 mm lines.</summary>
    public required PageRectangle Paper { get; init; }

    /// <summary>How many samples of the request are on it, from the first.</summary>
    public required int Samples { get; init; }

    /// <summary>Where samples are missing or are no signal.</summary>
    public required IReadOnlyList<PageRectangle> Hatched { get; init; }

    /// <summary>The signals.</summary>
    public required IReadOnlyList<Trace> Traces { get; init; }

    /// <summary>Calibration pulses, scale bars and the separators between leads.</summary>
    public required IReadOnlyList<PageLine> Lines { get; init; }

    /// <summary>Where beats are.</summary>
    public required IReadOnlyList<PageLine> Marks { get; init; }

    /// <summary>All text.</summary>
    public required IReadOnlyList<PageText> Texts { get; init; }
}
