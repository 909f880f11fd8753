namespace Ecg.Lake.Stores;

/// <summary>An object that has been opened for reading.</summary>
public abstract class StoredObject : IAsyncDisposable
{
    /// <summary>The number of bytes.</summary>
    public abstract long Length { get; }

    /// <summary>The bytes, forward only.</summary>
    public abstract Stream Content { get; }

    /// <summary>Reads <see cref="Content"/>, where that may wait on a thread that nobody else waits for.</summary>
    /// <param name="read">Reads what it wants.</param>
    /// <param name="cancellationToken">Stops it before it begins.</param>
    /// <returns>What <paramref name="read"/> returned.</returns>
    public virtual Task<T> ReadAsync<T>(Func<Stream, T> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(read(Content));
    }

    /// <summary>
    /// The entity tag without quotation marks, as S3 gives it for a plain upload: the MD5 of the bytes in lower-case
    /// hexadecimal digits. A store that has to work it out reads what is left of <see cref="Content"/>.
    /// </summary>
    /// <exception cref="IOException">The rest of the object cannot be read.</exception>
    public abstract string GetETag(CancellationToken cancellationToken);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
