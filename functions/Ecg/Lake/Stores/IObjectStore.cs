namespace Ecg.Lake.Stores;

/// <summary>A place that holds objects under keys: a folder, a bucket.</summary>
/// <remarks>Keys are relative, with <c>/</c> between their parts. Implementations can be used by several threads.</remarks>
public interface IObjectStore
{
    /// <summary>Opens an object for reading.</summary>
    /// <returns>The object as it is now, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    Task<StoredObject?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an object. It appears whole, once <paramref name="write"/> has returned, or not at all; an older one of the
    /// same key stays until then.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="write">Writes the bytes front to back. If it throws, nothing has changed.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>What <paramref name="write"/> returned.</returns>
    /// <exception cref="IOException">The store cannot be written now.</exception>
    Task<T> PutAsync<T>(string key, Func<Stream, T> write, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an object as <see cref="PutAsync"/> does, and says so before it takes the place of another. To write a new
    /// object costs no more than <see cref="PutAsync"/>.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="write">Writes the bytes front to back.</param>
    /// <param name="beforeReplacing">Called where an object of the key stands. If it throws, nothing has changed.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
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

    /// <summary>Whether there is an object of a key.</summary>
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

    /// <summary>Deletes an object; no error where there is none.</summary>
    /// <exception cref="IOException">The store cannot be written now.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// The key of an object that is asked for by an extension in lower case and may be there with it in another case. A store
    /// whose objects' names are given by people and their devices looks for it; one in which a key is just a key, as S3's
    /// are, does not.
    /// </summary>
    /// <param name="key">The key with its extension in lower case.</param>
    /// <returns>The key of the object that is there; <paramref name="key"/> itself before any other, and where there is none.</returns>
    string FindSpelling(string key) => key;

    /// <summary>Whether keys that differ in nothing but the case of their letters are those of two objects.</summary>
    bool TellsCaseApart => true;

    /// <summary>
    /// Whether the store holds an object, as far as it can tell without a request: a folder can, a bucket says
    /// <see langword="false"/>. For what is worth a hint and no more.
    /// </summary>
    bool IsKnownToHold(string key) => false;

    /// <summary>Why an object that the store lists cannot be opened, now or later, until somebody mends it.</summary>
    /// <returns>What the object is, such as <c>a link to x that is not there</c>; <see langword="null"/> where nothing is known against it.</returns>
    string? WhyUnreachable(string key) => null;

    /// <summary>Why no object can ever have a key: it is longer than the store takes.</summary>
    /// <returns>What is too long and by how much, a short phrase; <see langword="null"/> where the key can be.</returns>
    string? WhyTooLong(string key) => null;

    /// <summary>The address of an object, whether it exists or not.</summary>
    string UriOf(string key);
}
