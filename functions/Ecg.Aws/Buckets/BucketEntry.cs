
namespace Ecg.Aws.Buckets;

/// <summary>What a bucket knows of an object.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="ETag">Its entity tag without quotation marks.</param>
/// <param name="LastModified">When it was written, to the second.</param>
internal sealed record BucketEntry(string Key, long Bytes, string ETag, DateTimeOffset LastModified);
