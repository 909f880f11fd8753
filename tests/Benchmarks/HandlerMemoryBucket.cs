using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Lake.Stores;
using Ecg.Tests.Shared;

namespace Benchmarks;

/// <summary>A bucket in memory, so that the handler's own share of the time is seen.</summary>
internal sealed class HandlerMemoryBucket : IBucket
{
    private readonly MemoryStore _store = new();

    public void Add(string key, byte[] bytes) => _store.Add(key, bytes);

    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) => _store.OpenAsync(key, cancellationToken);

    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) => _store.PutAsync(key, write, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => _store.DeleteAsync(key, cancellationToken);

    public Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(_store.Objects.TryGetValue(key, out byte[]? bytes) ? EntryOf(key, bytes) : null);

    public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (string? key in _store.Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            yield return EntryOf(key, _store.Objects[key])!;
        }
    }

    public string UriOf(string key) => _store.UriOf(key);

    private static BucketEntry? EntryOf(string key, byte[] bytes) => new(key, bytes.Length, MemoryStore.ETag, DateTimeOffset.UnixEpoch);
}
