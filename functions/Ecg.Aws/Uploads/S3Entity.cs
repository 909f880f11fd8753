using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>An object of a bucket in an event.</summary>
internal sealed record S3Entity
{
    /// <summary>The bucket.</summary>
    [JsonPropertyName("bucket")]
    public S3EntityBucket? Bucket { get; init; }

    /// <summary>The object.</summary>
    [JsonPropertyName("object")]
    public S3EntityObject? Object { get; init; }
}
