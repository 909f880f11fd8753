using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>An event of a notification.</summary>
internal sealed record S3MessageRecord
{
    /// <summary>The source: <c>aws:s3</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string? EventSource { get; init; }

    /// <summary>The type of the event, such as <c>ObjectCreated:Put</c>.</summary>
    [JsonPropertyName("eventName")]
    public string? EventName { get; init; }

    /// <summary>The bucket and the object.</summary>
    [JsonPropertyName("s3")]
    public S3Entity? S3 { get; init; }

    /// <summary>The pipeline's own property, in a message that continues a dataset: the last recording already handled.</summary>
    [JsonPropertyName("ecgStartAfter")]
    public string? StartAfter { get; init; }
}
