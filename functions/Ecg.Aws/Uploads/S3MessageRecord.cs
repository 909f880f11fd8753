using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>One event of a notification.</summary>
internal sealed record S3MessageRecord
{
    /// <summary>Who says so: <c>aws:s3</c>.</summary>
    [JsonPropertyName("eventSource")]
    public string? EventSource { get; init; }

    /// <summary>What happened, such as <c>ObjectCreated:Put</c>.</summary>
    [JsonPropertyName("eventName")]
    public string? EventName { get; init; }

    /// <summary>To which object of which bucket.</summary>
    [JsonPropertyName("s3")]
    public S3Entity? S3 { get; init; }

    /// <summary>The pipeline's own, in a message that goes on with a dataset: the recording behind which.</summary>
    [JsonPropertyName("ecgStartAfter")]
    public string? StartAfter { get; init; }
}
