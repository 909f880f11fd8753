namespace Ecg.Cli.Plot.Painting;

/// <summary>One move of the pen in a glyph.</summary>
/// <param name="Kind">Whether the pen is lifted, and how it goes.</param>
/// <param name="From">The first handle of a curve.</param>
/// <param name="Toward">The second handle of a curve.</param>
/// <param name="End">Where the pen arrives.</param>
internal readonly record struct PenStroke(
    PenStrokeKind Kind,
    (double X, double Y) From,
    (double X, double Y) Toward,
    (double X, double Y) End)
{
    /// <summary>Lifts the pen and puts it down elsewhere.</summary>
    public static PenStroke Move(double x, double y) => new(PenStrokeKind.Move, default, default, (x, y));

    /// <summary>Draws a line.</summary>
    public static PenStroke Line(double x, double y) => new(PenStrokeKind.Line, default, default, (x, y));

    /// <summary>Draws a cubic Bezier curve.</summary>
    public static PenStroke Curve((double X, double Y) from, (double X, double Y) toward, (double X, double Y) end) =>
        new(PenStrokeKind.Curve, from, toward, end);
}
