namespace Ecg.Aws.Publishing;

/// <summary>Which columns the tables lack for a batch, and which leads find no place.</summary>
internal sealed class BatchColumns
{
    private BatchColumns()
    {
    }

    /// <summary>Statements that add what is missing, first to the tables of the batch's files, then to those that analysts query.</summary>
    public required IReadOnlyList<string> Statements { get; init; }

    /// <summary>The batch's leads that have a column.</summary>
    public required IReadOnlyList<string> Leads { get; init; }

    /// <summary>How many of its leads have none.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Compares the tables with what a batch needs.</summary>
    /// <param name="request">The tables as they are.</param>
    /// <param name="lakeDatabase">The name of the database that analysts query.</param>
    /// <param name="batchDatabase">The name of the database of a batch's files.</param>
    /// <param name="leads">The columns of the batch's leads, those of most recordings first.</param>
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
