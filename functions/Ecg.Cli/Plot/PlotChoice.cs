using Ecg.Cli.Plot.Layout;

namespace Ecg.Cli.Plot;

/// <summary>What of a recording is drawn, and how.</summary>
internal sealed record PlotChoice
{
    /// <summary>The first second; <see langword="null"/> for the begin.</summary>
    public double? Start { get; init; }

    /// <summary>The number of seconds; <see langword="null"/> for the usual ten.</summary>
    public double? Duration { get; init; }

    /// <summary>The leads in the order in which they are drawn; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Leads { get; init; }

    /// <summary>Whether beats are marked.</summary>
    public bool MarksBeats { get; init; }

    /// <summary>The paper speed in mm/s.</summary>
    public double Speed { get; init; } = TimeScale.StandardSpeed;

    /// <summary>The gain in mm/mV; <see langword="null"/> for one that fits.</summary>
    public double? Amplitude { get; init; }
}
