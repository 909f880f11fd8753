using Ecg.Lake.Stores;

namespace Ecg.Aws.Buckets;

/// <summary>An object store that also returns an object's properties without opening it.</summary>
internal interface IBucket : IObjectStore
{
    /// <summary>Returns the properties of an object.</summary>
    /// <returns>The object as it is now, or <see langword="null"/> if there is none.</returns>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    Task<BucketEntry?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>Lists the objects whose keys begin with <paramref name="prefix"/>, in the order of their keys' UTF-8 bytes.</summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    IAsyncEnumerable<BucketEntry> EntriesAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Lists the selected objects, in the order of their keys' UTF-8 bytes.</summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    IAsyncEnumerable<BucketEntry> ListAsync(BucketListing listing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return EntriesAsync(listing.Prefix, cancellationToken).Where(entry =>
            (listing.StartAfter is null || string.CompareOrdinal(entry.Key, listing.StartAfter) > 0)
            && !(listing.IsFlat && entry.Key.AsSpan(listing.Prefix.Length).Contains('/')));
    }
}
