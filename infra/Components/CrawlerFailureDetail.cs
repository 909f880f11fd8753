using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>Which crawler came to which state.</summary>
/// <param name="CrawlerNames">The crawlers.</param>
/// <param name="States">The states.</param>
internal sealed record CrawlerFailureDetail(
    [property: JsonPropertyName("crawlerName")] IReadOnlyList<string> CrawlerNames,
    [property: JsonPropertyName("state")] IReadOnlyList<string> States);
