using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>What one chart shows: alarms, or the course of figures.</summary>
internal sealed record DashboardWidgetContent
{
    /// <summary>What stands above it.</summary>
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    /// <summary>The alarms, by their ARNs.</summary>
    [JsonPropertyName("alarms")]
    public IReadOnlyList<string>? Alarms { get; init; }

    /// <summary>Where the figures are from.</summary>
    [JsonPropertyName("region")]
    public string? Region { get; init; }

    /// <summary>The figures, each its namespace, its name, and the names and values of its dimensions.</summary>
    [JsonPropertyName("metrics")]
    public IReadOnlyList<IReadOnlyList<string>>? Metrics { get; init; }

    /// <summary>How the figures of a period become one.</summary>
    [JsonPropertyName("stat")]
    public string? Statistic { get; init; }

    /// <summary>The period, in seconds.</summary>
    [JsonPropertyName("period")]
    public int? Period { get; init; }

    /// <summary>How they are drawn.</summary>
    [JsonPropertyName("view")]
    public string? View { get; init; }
}
