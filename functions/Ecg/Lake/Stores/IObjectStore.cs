namespace Ecg.Lake.Stores;

/// <summary>A store of objects by key, such as a folder or a bucket.</summary>
/// <remarks>Keys are relative, with <c>/</c> between their parts. Implementations are thread-safe.</remarks>
public interface IObjectStore
{
    /// <summary>Opens an object for reading.</summary>
    /// <returns>The object as it is now, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an object atomically: it appears once <paramref name="write"/> has returned. Until then, an existing object with the
    /// same key remains.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="write">Writes the bytes from start to end. If it throws, nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="IOException">The store cannot be written now.</exception>
    Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an object as <see cref="PutAsync"/> does, and calls back before it replaces another one. Writing a new object costs
    /// no more than <see cref="PutAsync"/>.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="write">Writes the bytes from start to end.</param>
    /// <param name="beforeReplacing">Called if an object with the key exists. If it throws, nothing changes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="IOException">The store cannot be written now.</exception>
    async Task<T> ReplaceAsync<T>(string key, Func<Stream, T> write, Func<Task> beforeReplacing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(beforeReplacing);
        if (await HoldsAsync(key, cancellationToken).ConfigureAwait(false))
        {
            await beforeReplacing().ConfigureAwait(false);
        }

        return await PutAsync(key, write, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether an object exists.</summary>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    async Task<bool> HoldsAsync(string key, CancellationToken cancellationToken)
    {
        StoredObject? opened = await OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (opened is not null)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
        }

        return opened is not null;
    }

    /// <summary>Deletes an object; does nothing if there is none.</summary>
    /// <exception cref="IOException">The store cannot be written now.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Returns the key of an object whose extension may be in another case than requested. Stores whose names are chosen by
    /// people and devices, such as folders, look for it; stores with exact keys, such as S3,
    /// do not.
    /// </summary>
    /// <param name="key">The key with its extension in lower case.</param>
    /// <returns>The key of an existing object; <paramref name="key"/> itself if it exists, or if there is none.</returns>
    string FindSpelling(string key) => key;

    /// <summary>Whether keys that differ only in case are different objects.</summary>
    bool TellsCaseApart => true;

    /// <summary>
    /// Returns whether the store is known to hold an object without a request: a folder can tell, a bucket returns
    /// <see langword="false"/>. Use it only for hints.
    /// </summary>
    bool IsKnownToHold(string key) => false;

    /// <summary>Returns why an object that the store lists can never be opened.</summary>
    /// <returns>A description, such as <c>a link to x that is not there</c>; <see langword="null"/> if no problem is known.</returns>
    string? WhyUnreachable(string key) => null;

    /// <summary>Returns why no object can have a key: the key is too long for the store.</summary>
    /// <returns>A short phrase with what is too long and by how much; <see langword="null"/> if the key is possible.</returns>
    string? WhyTooLong(string key) => null;

    /// <summary>Returns the address of an object, whether it exists or not.</summary>
    string UriOf(string key);
}
