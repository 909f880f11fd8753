using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>Which queues may use a queue for their dead letters.</summary>
/// <param name="RedrivePermission">How they are named.</param>
/// <param name="SourceQueueArns">The queues.</param>
internal sealed record RedriveSources(
    [property: JsonPropertyName("redrivePermission")] string RedrivePermission,
    [property: JsonPropertyName("sourceQueueArns")] IReadOnlyList<string> SourceQueueArns)
{
    /// <summary>One queue and no other.</summary>
    public static RedriveSources Only(string queueArn) => new("byQueue", [queueArn]);
}
