using System.Collections.Concurrent;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Batches;

/// <summary>Remembers what a conversion has read, to tell afterwards whether it is still so.</summary>
internal sealed class ObservedBucket(IBucket bucket) : IObjectStore
{
    private readonly ConcurrentDictionary<string, string?> _seen = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether each object that was opened, or was not there, is as it was then. What was not there and has no message when it
    /// arrives, as annotations other than <c>.atr</c>, is not looked for: to arrive now would be no different from later.
    /// </summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    public async Task<bool> IsUnchangedAsync(CancellationToken cancellationToken)
    {
        KeyValuePair<string, string?>[] seen = [.. _seen.Where(pair => pair.Value is not null || UploadedKey.KindOf(pair.Key) != UploadKind.Other)];
        BucketEntry?[] now = await Task.WhenAll(seen.Select(pair => bucket.FindAsync(pair.Key, cancellationToken))).ConfigureAwait(false);
        return seen.Zip(now).All(pair => pair.First.Value == pair.Second?.ETag);
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        StoredObject? opened = await bucket.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        _seen[key] = null;
        return opened is null ? null : new ObservedObject(opened, etag => _seen[key] = etag);
    }

    /// <inheritdoc/>
    public async Task<bool> HoldsAsync(string key, CancellationToken cancellationToken)
    {
        BucketEntry? entry = await bucket.FindAsync(key, cancellationToken).ConfigureAwait(false);
        _seen[key] = entry?.ETag;
        return entry is not null;
    }

    /// <inheritdoc/>
    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) =>
        bucket.PutAsync(key, write, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => bucket.DeleteAsync(key, cancellationToken);

    /// <inheritdoc/>
    public string FindSpelling(string key) => bucket.FindSpelling(key);

    /// <inheritdoc/>
    public string? WhyTooLong(string key) => bucket.WhyTooLong(key);

    /// <inheritdoc/>
    public string UriOf(string key) => bucket.UriOf(key);

    private sealed class ObservedObject(StoredObject inner, Action<string> observe) : StoredObject
    {
        public override long Length => inner.Length;

        public override Stream Content => inner.Content;

        public override Task<T> ReadAsync<T>(Func<Stream, T> read, CancellationToken cancellationToken) =>
            inner.ReadAsync(read, cancellationToken);

        public override string GetETag(CancellationToken cancellationToken) => inner.GetETag(cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            try
            {
                // Now, because a store may have to read the whole object for it.
                observe(inner.GetETag(CancellationToken.None));
            }
            catch (IOException)
            {
                // Then it counts as changed.
            }
            finally
            {
                await inner.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
