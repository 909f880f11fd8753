using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>An object in an event. Its version is ignored: the object is read as it is now.</summary>
internal sealed record S3EntityObject
{
    /// <summary>Its key; form-encoded in S3's own notifications.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }
}
