using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Lake;

namespace Ecg.Aws.Batches;

/// <summary>Finds the recordings of a bucket of which its lake knows nothing: neither a row nor a rejection.</summary>
internal static class Reconciliation
{
    // What has just arrived is on its way.
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

    /// <summary>The recordings that are not known, and older than an hour.</summary>
    /// <param name="raw">The raw bucket.</param>
    /// <param name="prefix">What the keys begin with.</param>
    /// <param name="known">What the lake knows.</param>
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
