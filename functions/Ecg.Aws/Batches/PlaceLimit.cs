using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Ecg.Aws.Batches;

/// <summary>
/// Lets in what calls a store, as many at a time as there are places. First come, first served, so that what wants all of
/// the places is not passed by for ever.
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
    /// <returns>To be disposed of when the work is done.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(1, cancellationToken);

    /// <summary>Waits until nobody else is in.</summary>
    /// <returns>To be disposed of when the work is done.</returns>
    public ValueTask<RateLimitLease> EnterAloneAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(places, cancellationToken);
}
