namespace Ecg.Aws.Batches;

/// <summary>How long a message that failed waits for its next try: twice as long each time.</summary>
/// <remarks>
/// Without it a message waits for the queue's visibility timeout, which has to be as long as the longest batch, even where
/// the next try would succeed a moment later.
/// </remarks>
internal static class RetryDelay
{
    private const int MostDoublings = 5;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>The delay.</summary>
    /// <param name="receiveCount">How often the message was delivered, this time included.</param>
    public static TimeSpan Of(int receiveCount) => First * (1 << Math.Clamp(receiveCount - 1, 0, MostDoublings));
}
