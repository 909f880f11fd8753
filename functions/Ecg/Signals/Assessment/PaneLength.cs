namespace Ecg.Signals.Assessment;

/// <summary>The number of samples in a pane, and of panes in a window.</summary>
/// <param name="Samples">The samples of a pane: a multiple of 16, so that it consists of whole vectors.</param>
/// <param name="PerWindow">The panes of a window.</param>
internal readonly record struct PaneLength(int Samples, int PerWindow)
{
    /// <summary>The duration of a window in seconds: long enough for a QRS complex, and rarely for two.</summary>
    public const double WindowSeconds = 0.2;

    /// <summary>The rate in Hz to assume if it is unknown: the most common one.</summary>
    public const double AssumedRate = 250;

    private const int Lanes = 16;
    private const double PaneSeconds = WindowSeconds / 2;

    // Sums of a pane fit in 32 bits.
    private const int Longest = 1 << 14;

    /// <summary>The samples of a window.</summary>
    public int WindowSamples => Samples * PerWindow;

    /// <summary>Returns the lengths that are closest to the durations.</summary>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/> if it is unknown.</param>
    public static PaneLength ForRate(double? samplingRate)
    {
        double rate = samplingRate ?? AssumedRate;
        int samples = (int)Math.Clamp(Math.Floor(rate * PaneSeconds / Lanes) * Lanes, Lanes, Longest);
        return new PaneLength(samples, (int)Math.Clamp(Math.Round(rate * WindowSeconds / samples), 1, Longest));
    }
}
