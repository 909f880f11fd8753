namespace Ecg.Cli.Plot.Layout;

/// <summary>A piece of a lead and the name above it.</summary>
internal sealed record NamedTrace(string Name, Trace Trace)
{
    /// <summary>The same piece at a gain.</summary>
    public NamedTrace AtGain(AmplitudeScale gain) => this with { Trace = Trace with { MillimetresPerUnit = gain.MillimetresPerUnit } };
}
