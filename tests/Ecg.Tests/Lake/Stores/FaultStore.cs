using Ecg.Lake.Stores;

namespace Ecg.Tests.Lake.Stores;

/// <summary>A store whose n-th change does not happen: before it, or after half of the bytes.</summary>
internal sealed class FaultStore(IObjectStore inner, int failAt, bool halfway) : IObjectStore
{
    private int _changes;

    public List<string> Log { get; } = [];

    public Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken) => inner.OpenAsync(key, cancellationToken);

    public Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken)
    {
        Log.Add($"put {key.Split('/')[0]}");
        if (++_changes != failAt)
        {
            return inner.PutAsync(key, write, cancellationToken);
        }

        if (!halfway)
        {
            throw new IOException("The store is out of reach.");
        }

        return inner.PutAsync<T>(
            key,
            output =>
            {
                output.WriteByte((byte)'P');
                throw new IOException("No space left on device");
            },
            cancellationToken);
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        Log.Add($"delete {key.Split('/')[0]}");
        return ++_changes == failAt ? throw new IOException("The store is out of reach.") : inner.DeleteAsync(key, cancellationToken);
    }

    public string UriOf(string key) => inner.UriOf(key);
}
