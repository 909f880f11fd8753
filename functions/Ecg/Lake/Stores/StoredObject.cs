namespace Ecg.Lake.Stores;

/// <summary>An object that is open for reading.</summary>
public abstract class StoredObject : IAsyncDisposable
{
    /// <summary>The number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes, forward only.</summary>
    public abstract Stream Content { get; }

    /// <summary>Reads <see cref="Content"/> on a thread where blocking is allowed.</summary>
    /// <param name="read">Reads the bytes.</param>
    /// <param name="cancellationToken">Cancels the operation before it begins.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    public virtual Task<T> ReadAsync<T>(Func<Stream, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(read(Content));
    }

    /// <summary>Reads <see cref="Content"/> into memory: Parquet is read from its end.</summary>
    /// <param name="cancellationToken">Cancels the operation before it begins.</param>
    /// <exception cref="IOException">The object cannot be read.</exception>
    internal Task<byte[]> ReadAllAsync(CancellationToken cancellationToken) => ReadAsync(
        content =>
        {
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        },
        cancellationToken);

    /// <summary>
    /// Returns the entity tag without quotation marks, in the form of S3's for a plain upload: the MD5 of the bytes in lower-case
    /// hexadecimal digits. A store that has to compute it reads the rest of <see cref="Content"/>.
    /// </summary>
    /// <exception cref="IOException">The rest of the object cannot be read.</exception>
    public abstract string GetETag(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
