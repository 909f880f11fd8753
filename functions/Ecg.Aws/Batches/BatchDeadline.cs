namespace Ecg.Aws.Batches;

/// <summary>When a batch must stop, so that it can still report its unfinished messages.</summary>
/// <param name="Work">The time for working on recordings; <see langword="null"/> for no limit.</param>
/// <param name="Grace">The time to wait for cancelled work.</param>
/// <param name="Notice">The time for everything else, from the start; <see langword="null"/> for no limit.</param>
internal sealed record BatchDeadline(TimeSpan? Work, TimeSpan Grace, TimeSpan? Notice)
{
    private const double MarginFraction = 0.2;

    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(15);

    /// <summary>Divides the remaining time.</summary>
    /// <param name="remaining">The time after which the process may be killed; <see langword="null"/> for none.</param>
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
