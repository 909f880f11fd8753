using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Ecg.Aws.Batches;

/// <summary>
/// Limits the number of concurrent users of a store. First come, first served, so that a caller that needs all
/// places is not starved.
/// </summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It holds nothing of the system's, and lives as long as the process.")]
internal sealed class PlaceLimit(int places)
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = places,
        QueueLimit = int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a place.</summary>
    /// <returns>Dispose it to release the place.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(1, cancellationToken);

    /// <summary>Waits until there are no other users.</summary>
    /// <returns>Dispose it to release the places.</returns>
    public ValueTask<RateLimitLease> EnterAloneAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(places, cancellationToken);
}
