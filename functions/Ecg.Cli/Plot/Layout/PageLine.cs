namespace Ecg.Cli.Plot.Layout;

/// <summary>A polyline on a page, in millimetres.</summary>
/// <param name="Points">Its points.</param>
internal sealed record PageLine(IReadOnlyList<(double X, double Y)> Points);
