namespace Infra.Components;

/// <summary>What a crawler makes of what it finds. The property names are those of Glue's JSON.</summary>
/// <param name="Version">The version of the form.</param>
/// <param name="Grouping">What becomes one table.</param>
/// <param name="CrawlerOutput">How tables and partitions are written.</param>
internal sealed record CrawlerConfiguration(int Version, CrawlerGrouping Grouping, CrawlerOutput CrawlerOutput)
{
    /// <summary>In s3://bucket/table/partition/, the bucket is level 1 and the table level 2.</summary>
    private const int TableLevel = 2;

    /// <summary>
    /// One table for each folder below the bucket, however much the recordings in it differ: files with other leads add
    /// their columns, and every partition has all columns of its table, so that a query never meets two schemas.
    /// </summary>
    public static CrawlerConfiguration OneTablePerFolder(int tables) => new(
        1,
        new CrawlerGrouping("CombineCompatibleSchemas", TableLevel),
        new CrawlerOutput(new CrawlerTables("MergeNewColumns", tables), new CrawlerPartitions("InheritFromTable")));
}
