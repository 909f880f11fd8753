using System.Collections.Concurrent;
using Ecg.Lake.Stores;

namespace Ecg.Tests.Shared;

/// <summary>Objects in memory, so that no disk takes part in a test or a measurement. For several threads.</summary>
internal sealed class MemoryStore : IObjectStore
{
    /// <summary>The tag of every object.</summary>
    public const string ETag = "0123456789abcdef0123456789abcdef";

    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, byte[]> Objects => _objects;

    public void Add(string key, byte[] bytes) => _objects[key] = bytes;

    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult<StoredObject?>(_objects.TryGetValue(key, out byte[]? bytes) ? new StoredBytes(bytes) : null);

    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        T? written = write(output);
        _objects[key] = output.ToArray();
        return Task.FromResult(written);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        _objects.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    public string UriOf(string key) => $"memory:///{key}";

    private sealed class StoredBytes(byte[] bytes) : StoredObject
    {
        public override long Length => bytes.Length;

        public override Stream Content { get; } = new MemoryStream(bytes, writable: false);

        // As S3 does: the tag comes with the object and costs its reader nothing.
        public override string GetETag(CancellationToken cancellationToken) => ETag;

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
