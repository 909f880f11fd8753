using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>The members in use of the messages that may be in the queue; which of them are there tells which message it is.</summary>
internal sealed record S3Message
{
    /// <summary>A notification's records.</summary>
    [JsonPropertyName("Records")]
    public IReadOnlyList<S3MessageRecord?>? Records { get; init; }

    /// <summary><c>s3:TestEvent</c> in the message that S3 sends when notifications are configured.</summary>
    [JsonPropertyName("Event")]
    public string? Event { get; init; }

    /// <summary>The bucket of that message.</summary>
    [JsonPropertyName("Bucket")]
    public string? Bucket { get; init; }

    /// <summary><c>Notification</c> in a message of SNS.</summary>
    [JsonPropertyName("Type")]
    public string? Type { get; init; }

    /// <summary>The text that such a message carries.</summary>
    [JsonPropertyName("Message")]
    public string? Message { get; init; }

    /// <summary><c>aws.s3</c> in an event of EventBridge.</summary>
    [JsonPropertyName("source")]
    public string? Source { get; init; }

    /// <summary>What such an event is about.</summary>
    [JsonPropertyName("detail-type")]
    public string? DetailType { get; init; }

    /// <summary>The bucket and object of such an event.</summary>
    [JsonPropertyName("detail")]
    public S3Entity? Detail { get; init; }
}
