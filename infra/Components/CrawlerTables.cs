namespace Infra.Components;

/// <summary>How a crawler writes tables.</summary>
/// <param name="AddOrUpdateBehavior">What it does to a table that is there already.</param>
/// <param name="TableThreshold">How many tables there can be, at most.</param>
internal sealed record CrawlerTables(string AddOrUpdateBehavior, int TableThreshold);
