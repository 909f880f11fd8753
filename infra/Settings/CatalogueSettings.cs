namespace Infra.Settings;

/// <summary>The settings of the crawler.</summary>
/// <param name="CrawlerSchedule">The schedule, as a <c>cron()</c> expression in UTC.</param>
internal sealed record CatalogueSettings(string CrawlerSchedule);
