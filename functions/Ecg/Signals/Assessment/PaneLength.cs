namespace Ecg.Signals.Assessment;

/// <summary>How many samples make a pane, and how many panes a window.</summary>
/// <param name="Samples">The samples of a pane: a multiple of 16, so that whole vectors fill it.</param>
/// <param name="PerWindow">The panes of a window.</param>
internal readonly record struct PaneLength(int Samples, int PerWindow)
{
    /// <summary>The duration of a window in seconds: it holds a QRS complex, and hardly ever two.</summary>
    public const double WindowSeconds = 0.2;

    /// <summary>The rate that stands in for one that is unknown, in Hz: the commonest.</summary>
    public const double AssumedRate = 250;

    private const int Lanes = 16;
    private const double PaneSeconds = WindowSeconds / 2;

    // Sums of a pane stay within 32 bits.
    private const int Longest = 1 << 14;

    /// <summary>The samples of a window.</summary>
    public int WindowSamples => Samples * PerWindow;

    /// <summary>The lengths that come nearest to the durations.</summary>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/> where it is unknown.</param>
    public static PaneLength ForRate(double? samplingRate)
    {
        double rate = samplingRate ?? AssumedRate;
        int samples = (int)Math.Clamp(Math.Floor(rate * PaneSeconds / Lanes) * Lanes, Lanes, Longest);
        return new PaneLength(samples, (int)Math.Clamp(Math.Round(rate * WindowSeconds / samples), 1, Longest));
    }
}
