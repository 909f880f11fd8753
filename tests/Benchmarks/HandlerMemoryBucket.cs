using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Lake;

namespace Benchmarks;

/// <summary>A bucket in memory, so that the handler's own share of the time is seen. For several threads.</summary>
internal sealed class HandlerMemoryBucket : IBucket
{
    private const string ETag = "0123456789abcdef0123456789abcdef";

    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public void Add(string key, byte[] bytes) => _objects[key] = bytes;

    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<StoredObject?>(_objects.TryGetValue(key, out var bytes) ? new Bytes(bytes) : null);

    public Task PutAsync(string key, Action<Stream> write, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        write(output);
        _objects[key] = output.ToArray();
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        _objects.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(_objects.TryGetValue(key, out var bytes) ? EntryOf(key, bytes) : null);

    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in EntriesAsync(prefix, cancellationToken))
        {
            yield return entry.Key;
        }
    }

    public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var (key, bytes) in _objects.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            yield return EntryOf(key, bytes)!;
        }
    }

    public string UriOf(string key) => $"memory:///{key}";

    private static BucketEntry? EntryOf(string key, byte[] bytes) => new(key, bytes.Length, ETag, DateTimeOffset.UnixEpoch);

    private sealed class Bytes(byte[] bytes) : StoredObject
    {
        public override long Length => bytes.Length;

        public override Stream Content { get; } = new MemoryStream(bytes, writable: false);

        public override string GetETag(CancellationToken cancellationToken) => ETag;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
