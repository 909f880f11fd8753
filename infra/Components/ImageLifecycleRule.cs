using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>One rule about images.</summary>
/// <param name="Priority">Its place among the rules.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Selection">The images it is about.</param>
/// <param name="Action">What happens to them.</param>
internal sealed record ImageLifecycleRule(
    [property: JsonPropertyName("rulePriority")] int Priority,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("selection")] ImageSelection Selection,
    [property: JsonPropertyName("action")] ImageAction Action);
