using Ecg.Aws.Buckets;
using Ecg.Lake.Stores;

namespace Ecg.Tests.Aws;

/// <summary>A bucket of which nothing is known but the keys.</summary>
internal sealed class ListedBucket(params string[] keys) : IBucket
{
    private readonly string[] _keys = [.. keys.Order(StringComparer.Ordinal)];

    public List<BucketListing> Listed { get; } = [];

    public Task<bool> HoldsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(_keys.Contains(key));

    public async IAsyncEnumerable<BucketEntry> ListAsync(
        BucketListing listing, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        Listed.Add(listing);
        foreach (string key in _keys.Where(key => key.StartsWith(listing.Prefix, StringComparison.Ordinal)
            && string.CompareOrdinal(key, listing.StartAfter) > 0 && !(listing.IsFlat && key.Contains('/', StringComparison.Ordinal))))
        {
            yield return new BucketEntry(key, 1, "tag", DateTimeOffset.UnixEpoch);
        }
    }

    public Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public string UriOf(string key) => $"s3://raw/{key}";
}
