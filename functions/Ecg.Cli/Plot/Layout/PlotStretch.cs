namespace Ecg.Cli.Plot.Layout;

/// <summary>A stretch of a lead that is no signal.</summary>
/// <param name="Kind">Why: <c>flat</c>, <c>clipped</c>, <c>noise</c>.</param>
/// <param name="Start">The first of the lead's samples in it.</param>
/// <param name="End">The first one behind it.</param>
internal readonly record struct PlotStretch(string Kind, int Start, int End)
{
    /// <summary>What of the stretch lies in a part of the lead, counted from the part's first sample; nothing has no length.</summary>
    public PlotStretch Within(int first, int count) => this with { Start = Math.Clamp(Start - first, 0, count), End = Math.Clamp(End - first, 0, count) };
}
