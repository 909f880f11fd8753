namespace Ecg.Lake.Stores;

/// <summary>Wraps a store for one conversion and records the entity tag of each object that was opened.</summary>
/// <param name="store">The wrapped store.</param>
internal sealed class ReadObjects(IObjectStore store) : IObjectStore
{
    private readonly SortedSet<(string Key, string ETag)> _read = new(Comparer<(string Key, string ETag)>.Create(Compare));
    private readonly Lock _lock = new();

    /// <summary>The keys and entity tags of the objects that were read to their end or closed, by key.</summary>
    public IReadOnlyList<(string Key, string ETag)> Tags
    {
        get
        {
            lock (_lock)
            {
                return [.. _read];
            }
        }
    }

    /// <inheritdoc/>
    public async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        StoredObject? opened = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        return opened is null ? null : new ReadObject(opened, etag => Add(key, etag), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken) =>
        store.PutAsync(key, write, cancellationToken);

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

    /// <inheritdoc/>
    public string FindSpelling(string key) => store.FindSpelling(key);

    /// <inheritdoc/>
    public bool TellsCaseApart => store.TellsCaseApart;

    /// <inheritdoc/>
    public bool IsKnownToHold(string key) => store.IsKnownToHold(key);

    /// <inheritdoc/>
    public string? WhyUnreachable(string key) => store.WhyUnreachable(key);

    /// <inheritdoc/>
    public string? WhyTooLong(string key) => store.WhyTooLong(key);

    /// <inheritdoc/>
    public string UriOf(string key) => store.UriOf(key);

    private static int Compare((string Key, string ETag) one, (string Key, string ETag) other) =>
        string.CompareOrdinal(one.Key, other.Key) is not 0 and var byKey ? byKey : string.CompareOrdinal(one.ETag, other.ETag);

    private void Add(string key, string etag)
    {
        lock (_lock)
        {
            _read.Add((key, etag));
        }
    }

    private sealed class ReadObject(StoredObject inner, Action<string> add, CancellationToken cancellationToken) : StoredObject
    {
        private bool _isTagged;

        public override long Length => inner.Length;

        public override Stream Content => inner.Content;

        public override Task<T> ReadAsync<T>(Func<Stream, T> read, CancellationToken cancellationToken) => inner.ReadAsync(read, cancellationToken);

        public override string GetETag(CancellationToken cancellationToken)
        {
            string etag = inner.GetETag(cancellationToken);
            add(etag);
            _isTagged = true;
            return etag;
        }

        public override async ValueTask DisposeAsync()
        {
            try
            {
                // A store that computes the tag cannot do so once the object is closed.
                if (!_isTagged && !cancellationToken.IsCancellationRequested)
                {
                    GetETag(cancellationToken);
                }
            }
            finally
            {
                await inner.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
