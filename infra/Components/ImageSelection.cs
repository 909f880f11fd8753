using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>The images that a rule is about.</summary>
/// <param name="TagStatus">Whether they have tags.</param>
/// <param name="CountType">What is counted.</param>
/// <param name="CountNumber">From which count on.</param>
internal sealed record ImageSelection(
    [property: JsonPropertyName("tagStatus")] string TagStatus,
    [property: JsonPropertyName("countType")] string CountType,
    [property: JsonPropertyName("countNumber")] int CountNumber);
