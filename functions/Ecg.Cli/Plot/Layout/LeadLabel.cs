using Ecg.Cli.Plot.Lettering;

namespace Ecg.Cli.Plot.Layout;

/// <summary>Where the name of a lead stands: above the beginning of its trace, clear of it.</summary>
internal static class LeadLabel
{
    /// <summary>How far the name stands from the beginning of the trace.</summary>
    public const double Indent = 2;

    private const double LeastLift = 3.5;
    private const double Clearance = 1.5;

    /// <summary>How far above the trace's baseline the name stands.</summary>
    public static double Lift(Trace trace, string name) =>
        Math.Max(LeastLift, trace.RiseWithin(Indent + PlotFont.Width(name, PageFrame.SmallText) + Clearance) + Clearance);

    /// <summary>The room that trace and name need above the baseline.</summary>
    public static double Room(Trace trace, string name) => Lift(trace, name) + PageFrame.SmallText;
}
