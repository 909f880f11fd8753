using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Lake.Stores;
using Ecg.Tests.Shared;

namespace Ecg.Tests.Aws;

/// <summary>A folder as a bucket, and places to step in.</summary>
internal sealed class FolderBucket(string root, string name) : IBucket
{
    private readonly FolderStore _store = new(root, $"s3://{name}");

    /// <summary>Called before an object is opened, with its key.</summary>
    public Func<string, CancellationToken, Task> OnOpen { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called before an object is looked up, with its key.</summary>
    public Func<string, Task> OnFind { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called after an object was put, with its key.</summary>
    public Action<string> OnPut { get; set; } = _ => { };

    /// <summary>Called before the bucket is listed, with the prefix.</summary>
    public Action<string> OnList { get; set; } = _ => { };

    /// <summary>Called before an object is listed, with its key.</summary>
    public Action<string> OnListed { get; set; } = _ => { };

    public async Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        await OnOpen(key, cancellationToken);
        return await _store.OpenAsync(key, cancellationToken);
    }

    public async Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken)
    {
        T? written = await _store.PutAsync(key, write, cancellationToken);
        OnPut(key);
        return written;
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => _store.DeleteAsync(key, cancellationToken);

    public string UriOf(string key) => _store.UriOf(key);

    public async Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken)
    {
        await OnFind(key);
        StoredObject? opened = await _store.OpenAsync(key, cancellationToken);
        if (opened is null)
        {
            return null;
        }

        await using (opened)
        {
            return new BucketEntry(key, opened.Length, opened.GetETag(cancellationToken), File.GetLastWriteTimeUtc(Path.Combine(root, key)));
        }
    }

    public async IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        OnList(prefix);
        foreach (string? key in FolderKeys.Of(root).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            OnListed(key);
            yield return (await FindAsync(key, cancellationToken))!;
        }
    }
}
