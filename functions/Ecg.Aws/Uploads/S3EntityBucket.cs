using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>A bucket in an event.</summary>
internal sealed record S3EntityBucket
{
    /// <summary>Its name.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }
}
