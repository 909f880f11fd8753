using System.Text.Json.Serialization;

namespace Infra.Components;

/// <summary>The event that a crawler failed, as EventBridge matches it.</summary>
/// <param name="Source">The service that reports it.</param>
/// <param name="DetailType">What it reports.</param>
/// <param name="Detail">Of which crawler.</param>
internal sealed record CrawlerFailurePattern(
    [property: JsonPropertyName("source")] IReadOnlyList<string> Source,
    [property: JsonPropertyName("detail-type")] IReadOnlyList<string> DetailType,
    [property: JsonPropertyName("detail")] CrawlerFailureDetail Detail)
{
    /// <summary>The failures of one crawler.</summary>
    public static CrawlerFailurePattern Of(string crawler) => new(
        ["aws.glue"],
        ["Glue Crawler State Change"],
        new CrawlerFailureDetail([crawler], ["Failed"]));
}
