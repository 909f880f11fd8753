namespace Ecg.Aws.Buckets;

/// <summary>Which objects of a bucket are listed.</summary>
/// <param name="Prefix">What their keys begin with.</param>
internal sealed record BucketListing(string Prefix)
{
    /// <summary>The key after which the list begins; <see langword="null"/> for the first one.</summary>
    public string? StartAfter { get; init; }

    /// <summary>Whether objects in folders below the prefix are left out, without being gone through.</summary>
    public bool IsFlat { get; init; }
}
