namespace Infra.Settings;

/// <summary>The crawler that finds new datasets and leads.</summary>
/// <param name="CrawlerSchedule">When it runs, as a <c>cron()</c> expression in UTC.</param>
internal sealed record CatalogueSettings(string CrawlerSchedule);
