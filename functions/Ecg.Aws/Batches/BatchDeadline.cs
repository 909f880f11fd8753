namespace Ecg.Aws.Batches;

/// <summary>When a batch has to stop working, so that it can still say what it did not do.</summary>
/// <param name="Work">How long recordings are worked on; <see langword="null"/> for as long as it takes.</param>
/// <param name="Grace">How long work that was told to stop is waited for.</param>
/// <param name="Notice">How long the rest may take, from the start; <see langword="null"/> for as long as it takes.</param>
internal sealed record BatchDeadline(TimeSpan? Work, TimeSpan Grace, TimeSpan? Notice)
{
    private const double MarginFraction = 0.2;

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(15);

    /// <summary>Divides the time that is left.</summary>
    /// <param name="remaining">The time after which the process may be ended; <see langword="null"/> for none.</param>
    public static BatchDeadline Of(TimeSpan? remaining)
    {
        if (remaining is not { } left)
        {
            return new BatchDeadline(null, LongestMargin / 3, null);
        }

        left = left < TimeSpan.Zero ? TimeSpan.Zero : left;
        var margin = TimeSpan.FromTicks(Math.Min((long)(left.Ticks * MarginFraction), LongestMargin.Ticks));
        return new BatchDeadline(left - margin, margin / 3, left - (margin / 6));
    }
}
