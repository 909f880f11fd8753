namespace Ecg.Cli.Querying.Indexing;

/// <summary>What is known of all files of a table without opening them.</summary>
/// <param name="Entries">The files in DuckDB's order.</param>
/// <param name="Columns">The columns of them all.</param>
/// <param name="Rows">The Parquet file that has all their rows; <see langword="null"/> for a table whose rows are not copied.</param>
internal sealed record TableIndex(IReadOnlyList<IndexEntry> Entries, TableLayout Columns, string? Rows)
{
    /// <summary>How many files a table has at least for an index to be kept of it.</summary>
    public const int FewestFiles = 200;

    /// <summary>The column of <see cref="Rows"/> with the row's file, as <see cref="TableFile.Path"/>.</summary>
    public const string PathColumn = "catalogue:path";

    /// <summary>The column of all tables with the recording's name.</summary>
    public const string RecordIdColumn = "record_id";

    // Each is a scan of its own in DuckDB's plan.
    private const int MostPartitions = 64;

    /// <summary>The rows as a query, the partition as the last column.</summary>
    public string SelectRows() =>
        $"SELECT {string.Join(", ", Columns.Columns.Select(column => SqlText.Identifier(column.Name)))}, {PipelineContract.PartitionColumn} FROM {SqlText.ParquetFile(Rows!)}";

    /// <summary>
    /// A query that reads the files themselves, only those that may have a recording of the given names. Its rows, their order
    /// and its columns are those of all files.
    /// </summary>
    /// <param name="recordIds">The recordings; <see langword="null"/> for all.</param>
    /// <param name="listOf">Gives an expression for the list of some files' paths.</param>
    public string SelectFiles(IReadOnlyList<string>? recordIds, Func<IEnumerable<TableFile>, string> listOf)
    {
        IEnumerable<TableFile> chosen = Entries.Where(entry => recordIds is null || recordIds.Any(entry.MayHave)).Select(entry => entry.File);
        List<IGrouping<string, TableFile>> partitions = [.. chosen.GroupBy(file => file.Partition)];
        return partitions.Count switch
        {
            0 => SelectNothing(),
            > MostPartitions => LakeTable.Select(listOf(partitions.SelectMany(files => files)), Columns),

            // So a question about one dataset opens the files of no other.
            _ => string.Join(" UNION ALL ", partitions.Select(files => LakeTable.Select(listOf(files), Columns, files.Key))),
        };
    }

    private string SelectNothing() =>
        $"SELECT {string.Concat(Columns.Columns.Select(column => $"NULL::{column.Type} AS {SqlText.Identifier(column.Name)}, "))}NULL::VARCHAR AS {PipelineContract.PartitionColumn} WHERE false";
}
