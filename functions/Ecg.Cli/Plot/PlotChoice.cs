using Ecg.Cli.Plot.Layout;

namespace Ecg.Cli.Plot;

/// <summary>The options for drawing a recording.</summary>
internal sealed record PlotChoice
{
    /// <summary>The first second; <see langword="null"/> for the start.</summary>
    public double? Start { get; init; }

    /// <summary>The number of seconds; <see langword="null"/> for the default of ten.</summary>
    public double? Duration { get; init; }

    /// <summary>The leads in drawing order; <see langword="null"/> for all.</summary>
    public IReadOnlyList<string>? Leads { get; init; }

    /// <summary>Whether beats are marked.</summary>
    public bool MarksBeats { get; init; }

    /// <summary>The paper speed in mm/s.</summary>
    public double Speed { get; init; } = TimeScale.StandardSpeed;

    /// <summary>The gain in mm/mV; <see langword="null"/> to choose one that fits.</summary>
    public double? Amplitude { get; init; }
}
