namespace Ecg.Aws.Batches;

/// <summary>The delay before a failed message is retried: it doubles each time.</summary>
/// <remarks>
/// Without it, a message waits for the queue's visibility timeout, which must be as long as the longest batch, even if
/// a retry would succeed at once.
/// </remarks>
internal static class RetryDelay
{
    private const int MostDoublings = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>Returns the delay.</summary>
    /// <param name="receiveCount">The number of deliveries, including this one.</param>
    public static TimeSpan Of(int receiveCount) => First * (1 << Math.Clamp(receiveCount - 1, 0, MostDoublings));
}
