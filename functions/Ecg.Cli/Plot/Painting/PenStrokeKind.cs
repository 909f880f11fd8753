namespace Ecg.Cli.Plot.Painting;

/// <summary>How a pen moves.</summary>
internal enum PenStrokeKind
{
    /// <summary>Lifted.</summary>
    Move,

    /// <summary>Straight.</summary>
    Line,

    /// <summary>Along a cubic Bezier curve.</summary>
    Curve,
}
