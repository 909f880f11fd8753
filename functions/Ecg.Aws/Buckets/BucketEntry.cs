
namespace Ecg.Aws.Buckets;

/// <summary>An object in a bucket's listing.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ETag">Its entity tag without quotation marks.</param>
/// <param name="LastModified">The time of the last write, to the second.</param>
internal sealed record BucketEntry(string Key, long Bytes, string ETag, DateTimeOffset LastModified);
