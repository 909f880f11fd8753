namespace Infra.Components;

/// <summary>How a crawler writes what it found.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Partitions">Their partitions.</param>
internal sealed record CrawlerOutput(CrawlerTables Tables, CrawlerPartitions Partitions);
