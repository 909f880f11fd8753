namespace Ecg.Cli.Plot.Painting;

/// <summary>The fineness of coordinates.</summary>
internal static class CanvasGrid
{
    private const double StepsPerUnit = 8;

    /// <summary>
    /// The nearest eighth of a pixel: far below what is seen, and a number of few digits wherever it is written as text.
    /// </summary>
    public static float Snap(double value) => (float)(Math.Round(value * StepsPerUnit) / StepsPerUnit);
}
