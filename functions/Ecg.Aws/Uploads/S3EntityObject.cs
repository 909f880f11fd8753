using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>An object, as an event names it. Its version is of no interest: the object is read as it is now.</summary>
internal sealed record S3EntityObject
{
    /// <summary>Its key; encoded as in a form where S3 notifies by itself.</summary>
    [JsonPropertyName("key")]
    public string? Key { get; init; }
}
