using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Lake;

namespace Ecg.Aws.Batches;

/// <summary>Finds the recordings of a bucket that its lake does not know, neither as a row nor as a rejection.</summary>
internal static class Reconciliation
{
    // Recent uploads may still be on their way.
    private static readonly TimeSpan LeastAge = TimeSpan.FromHours(1);

    /// <summary>Lists what the lake knows.</summary>
    /// <exception cref="IOException">The lake cannot be listed now.</exception>
    public static async Task<KnownRecordings> KnownAsync(IBucket lake, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lake);
        var known = new KnownRecordings();
        foreach (string table in KnownRecordings.Tables)
        {
            await foreach (BucketEntry entry in lake.EntriesAsync($"{table}/", cancellationToken).ConfigureAwait(false))
            {
                known.Add(entry.Key);
            }
        }

        return known;
    }

    /// <summary>Returns the unknown recordings that are older than an hour.</summary>
    /// <param name="raw">The raw bucket.</param>
    /// <param name="prefix">The prefix of the keys.</param>
    /// <param name="known">The known recordings.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="IOException">The raw bucket cannot be listed now.</exception>
    public static async IAsyncEnumerable<BucketEntry> MissingAsync(
        IBucket raw, string prefix, KnownRecordings known, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(known);
        DateTimeOffset latest = now - LeastAge;
        await foreach (BucketEntry entry in RecordingEntries.OfAsync(raw.EntriesAsync(prefix, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            if (entry.LastModified <= latest && !known.Has(entry.Key))
            {
                yield return entry;
            }
        }
    }
}
