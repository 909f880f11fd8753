using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>A bucket, as an event names it.</summary>
internal sealed record S3EntityBucket
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }
}
