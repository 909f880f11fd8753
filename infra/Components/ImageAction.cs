using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>What happens to the images that a rule is about.</summary>
/// <param name="Type">The word for it.</param>
internal sealed record ImageAction([property: JsonPropertyName("type")] string Type);
