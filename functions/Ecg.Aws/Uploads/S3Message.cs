using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>The properties of the messages that may be in the queue; those that are present identify the kind of message.</summary>
internal sealed record S3Message
{
    /// <summary>A notification's records.</summary>
    [JsonPropertyName("Records")]
    public IReadOnlyList<S3MessageRecord?>? Records { get; init; }

    /// <summary><c>s3:TestEvent</c> in the message that S3 sends when a notification is configured.</summary>
    [JsonPropertyName("Event")]
    public string? Event { get; init; }

    /// <summary>The bucket of that message.</summary>
    [JsonPropertyName("Bucket")]
    public string? Bucket { get; init; }

    /// <summary><c>Notification</c> in an SNS message.</summary>
    [JsonPropertyName("Type")]
    public string? Type { get; init; }

    /// <summary>The text inside an SNS message.</summary>
    [JsonPropertyName("Message")]
    public string? Message { get; init; }

    /// <summary><c>aws.s3</c> in an EventBridge event.</summary>
    [JsonPropertyName("source")]
    public string? Source { get; init; }

    /// <summary>The type of an EventBridge event.</summary>
    [JsonPropertyName("detail-type")]
    public string? DetailType { get; init; }

    /// <summary>The bucket and the object of an EventBridge event.</summary>
    [JsonPropertyName("detail")]
    public S3Entity? Detail { get; init; }
}
