namespace Infra.Components;

/// <summary>What a crawler makes one table of.</summary>
/// <param name="TableGroupingPolicy">Whether files with other columns share a table.</param>
/// <param name="TableLevelConfiguration">At which level of the path a table begins.</param>
internal sealed record CrawlerGrouping(string TableGroupingPolicy, int TableLevelConfiguration);
