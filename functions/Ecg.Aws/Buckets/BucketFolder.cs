using System.Runtime.CompilerServices;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Buckets;

/// <summary>A folder of a bucket as a bucket, with keys relative to it.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="folder">The folder, with a slash at its end.</param>
internal sealed class BucketFolder(IBucket bucket, string folder) : IBucket
{
    /// <inheritdoc/>
    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) => bucket.OpenAsync(folder + key, cancellationToken);

    /// <inheritdoc/>
    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) =>
        bucket.PutAsync(folder + key, write, cancellationToken);

    /// <inheritdoc/>
    public Task<T> ReplaceAsync<T>(string key, Func<Stream, T> write, Func<Task> beforeReplacing, CancellationToken cancellationToken) =>
        bucket.ReplaceAsync(folder + key, write, beforeReplacing, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> HoldsAsync(string key, CancellationToken cancellationToken) => bucket.HoldsAsync(folder + key, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => bucket.DeleteAsync(folder + key, cancellationToken);

    /// <inheritdoc/>
    public async Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken) =>
        await bucket.FindAsync(folder + key, cancellationToken).ConfigureAwait(false) is { } entry ? entry with { Key = key } : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BucketEntry entry in bucket.EntriesAsync(folder + prefix, cancellationToken).ConfigureAwait(false))
        {
            yield return entry with { Key = entry.Key[folder.Length..] };
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BucketEntry> ListAsync(BucketListing listing, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BucketListing inFolder = listing with { Prefix = folder + listing.Prefix, StartAfter = listing.StartAfter is { } start ? folder + start : null };
        await foreach (BucketEntry entry in bucket.ListAsync(inFolder, cancellationToken).ConfigureAwait(false))
        {
            yield return entry with { Key = entry.Key[folder.Length..] };
        }
    }

    /// <inheritdoc/>
    public string? WhyTooLong(string key) => bucket.WhyTooLong(folder + key);

    /// <inheritdoc/>
    public string UriOf(string key) => bucket.UriOf(folder + key);
}
