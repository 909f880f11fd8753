using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Lake.Stores;

namespace EndToEnd.Tests.Faults;

/// <summary>A bucket whose user may die before and after everything that it does.</summary>
internal sealed class MortalBucket(IBucket bucket, Lifeline life) : IBucket
{
    public async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        life.Step();
        return await bucket.OpenAsync(key, cancellationToken);
    }

    public async Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken)
    {
        life.Step();
        T? written = await bucket.PutAsync(key, write, cancellationToken);
        life.Step();
        return written;
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        life.Step();
        await bucket.DeleteAsync(key, cancellationToken);
        life.Step();
    }

    public async Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        life.Step();
        return await bucket.FindAsync(key, cancellationToken);
    }

    public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        life.Step();
        await foreach (BucketEntry entry in bucket.EntriesAsync(prefix, cancellationToken))
        {
            yield return entry;
        }
    }

    public string UriOf(string key) => bucket.UriOf(key);
}
