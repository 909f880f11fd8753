namespace Ecg.Cli.Plot.Layout;

/// <summary>One lead of a plot.</summary>
/// <param name="Name">The name in any writing, such as <c>avr</c>; the plot writes it as <see cref="LeadName"/> has it.</param>
/// <param name="Unit">The unit of the samples: <c>mV</c> is drawn at a standard gain, anything else to its own range.</param>
/// <param name="Samples">The samples to show; NaN and infinities are missing ones, and leave a gap.</param>
internal sealed record PlotLead(string Name, string Unit, ReadOnlyMemory<float> Samples)
{
    /// <summary>The stretches in which the samples are no signal, in the order of their beginnings.</summary>
    public IReadOnlyList<PlotStretch> Stretches { get; init; } = [];

    /// <summary>Whether the samples are millivolts.</summary>
    public bool IsMillivolt => string.Equals(Unit.Trim(), "mV", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same lead with a part of its samples, as many of them as there are.</summary>
    public PlotLead Part(int first, int count)
    {
        int from = Math.Min(first, Samples.Length);
        int length = Math.Min(count, Samples.Length - from);
        return this with
        {
            Samples = Samples.Slice(from, length),
            Stretches = [.. Stretches.Select(stretch => stretch.Within(from, length)).Where(stretch => stretch.End > stretch.Start)],
        };
    }
}
