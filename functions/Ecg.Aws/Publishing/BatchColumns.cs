namespace Ecg.Aws.Publishing;

/// <summary>Determines the columns that the tables lack for a batch, and the leads that exceed the limit.</summary>
internal sealed class BatchColumns
{
    private BatchColumns()
    {
    }

    /// <summary>The statements that add missing columns, first to the tables of the batch's files, then to the analysts' tables.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    /// <summary>The batch's leads with a column.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>The number of its leads without a column.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Compares the tables with the needs of a batch.</summary>
    /// <param name="request">The present tables.</param>
    /// <param name="lakeDatabase">The name of the analysts' database.</param>
    /// <param name="batchDatabase">The name of the database of the batch's files.</param>
    /// <param name="leads">The columns of the batch's leads, most frequent first.</param>
    public static BatchColumns Of(PublishingRequest request, string lakeDatabase, string batchDatabase, IReadOnlyList<string> leads)
    {
        HashSet<string> lake = ColumnsOf(request.Lake, PipelineContract.SamplesTable);
        int free = PipelineContract.MostLeadColumns - (lake.Count - PipelineContract.SamplesColumns.Count);
        string[] unknown = [.. leads.Where(lead => !lake.Contains(lead))];
        string[] added = [.. unknown.Take(Math.Max(0, free))];
        string[] stored = [.. leads.Except(unknown), .. added];
        return new BatchColumns
        {
            Statements = [.. Missing(batchDatabase, request.Batch, stored), .. Missing(lakeDatabase, request.Lake, stored)],
            Leads = stored,
            LeftOut = unknown.Length - added.Length,
        };
    }

    private static IEnumerable<string> Missing(string database, IReadOnlyList<GlueTable> tables, IReadOnlyList<string> leads)
    {
        foreach (string table in PipelineContract.Tables)
        {
            HashSet<string> there = ColumnsOf(tables, table);
            IEnumerable<(string Name, string Type)> wanted =
                [.. LakeColumns.Of[table], .. table == PipelineContract.SamplesTable ? leads.Select(lead => (lead, LakeColumns.LeadType)) : []];
            string[] missing = [.. wanted.Where(column => !there.Contains(column.Name)).Select(column => $"`{column.Name}` {column.Type}")];
            if (missing.Length > 0)
            {
                yield return $"ALTER TABLE `{database}`.`{table}` ADD COLUMNS ({string.Join(", ", missing)})";
            }
        }
    }

    private static HashSet<string> ColumnsOf(IReadOnlyList<GlueTable> tables, string name) =>
        [.. tables.Where(table => table.Name == name).SelectMany(table => table.ColumnNames)];
}
