namespace Infra.Components;

/// <summary>How a crawler writes partitions.</summary>
/// <param name="AddOrUpdateBehavior">Where their columns come from.</param>
internal sealed record CrawlerPartitions(string AddOrUpdateBehavior);
