using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace EndToEnd.Tests.Delivery;

/// <summary>A batch of messages as Lambda hands it to a function ("Example standard queue message event" in the Lambda Developer Guide).</summary>
internal static class BatchEvent
{
    /// <summary>Writes the event.</summary>
    /// <param name="messages">The messages as they were received.</param>
    /// <param name="queueArn">Their queue.</param>
    public static string Write(IEnumerable<Message> messages, string queueArn) => new JsonObject
    {
        ["Records"] = new JsonArray([.. messages.Select(message => RecordOf(message, queueArn))]),
    }.ToJsonString();

    /// <summary>The messages that a response gives back.</summary>
    public static IReadOnlySet<string> ReadFailures(string response)
    {
        using var json = JsonDocument.Parse(response);
        JsonElement.ArrayEnumerator failures = json.RootElement.GetProperty("batchItemFailures").EnumerateArray();
        return failures.Select(failure => failure.GetProperty("itemIdentifier").GetString()!).ToHashSet(StringComparer.Ordinal);
    }

    private static JsonObject RecordOf(Message message, string queueArn) => new()
    {
        ["messageId"] = message.MessageId,
        ["receiptHandle"] = message.ReceiptHandle,
        ["body"] = Body(message),
        ["attributes"] = new JsonObject((message.Attributes ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        ["messageAttributes"] = new JsonObject(),
        ["md5OfBody"] = message.MD5OfBody,
        ["eventSource"] = "aws:sqs",
        ["eventSourceARN"] = queueArn,
        ["awsRegion"] = "us-east-1",
    };

    // S3 leaves the slashes of a key as they are; the local server encodes them as well.
    private static string Body(Message message) => message.Body.Replace("%2F", "/", StringComparison.Ordinal);
}
