using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>Where a queue's messages go that were tried too often.</summary>
/// <param name="DeadLetterTargetArn">The queue they go to.</param>
/// <param name="MaxReceiveCount">How often they are tried.</param>
internal sealed record RedriveTarget(
    [property: JsonPropertyName("deadLetterTargetArn")] string DeadLetterTargetArn,
    [property: JsonPropertyName("maxReceiveCount")] int MaxReceiveCount);
