namespace Ecg.Aws.Buckets;

/// <summary>The selection of a listing.</summary>
/// <param name="Prefix">The prefix of the keys.</param>
internal sealed record BucketListing(string Prefix)
{
    /// <summary>The key after which the listing begins; <see langword="null"/> for the first one.</summary>
    public string? StartAfter { get; init; }

    /// <summary>Whether objects in folders below the prefix are left out, without listing them.</summary>
    public bool IsFlat { get; init; }
}
