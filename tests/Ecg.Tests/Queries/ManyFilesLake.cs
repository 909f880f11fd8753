using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Querying;
using Ecg.Cli.Querying.Indexing;
using Ecg.Tests.Cli;

namespace Ecg.Tests.Queries;

/// <summary>A lake of two datasets, one of which has each file of a recording under many names.</summary>
internal sealed class ManyFilesLake : IDisposable
{
    private static readonly string[] Tables = ["samples", "leads", "records"];

    private readonly QueryLake _small = new();
    private readonly DuckDBConnection _duckDb = new("DataSource=:memory:");

    public ManyFilesLake()
    {
        _duckDb.Open();
        foreach (string table in Tables)
        {
            string source = FilesOf(table, "alpha").Single(file => file.EndsWith("-r1.parquet", StringComparison.Ordinal));
            for (int copy = 0; copy < TableIndex.FewestFiles; copy++)
            {
                File.Copy(source, System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, $"{copy:x8}-copy.parquet"));
            }
        }

        foreach (string file in Directory.EnumerateFiles(Path, "*.parquet", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-1));
        }
    }

    public string Path => _small.Path;

    /// <summary>The files of the index.</summary>
    public string[] IndexFiles => Directory.GetFiles(System.IO.Path.Combine(Path, IndexFolder.Name));

    /// <summary>The files of a table in DuckDB's order.</summary>
    public string[] FilesOf(string table, string dataset) =>
        [.. Directory.GetFiles(System.IO.Path.Combine(Path, table, $"dataset={dataset}"), "*.parquet").Order(StringComparer.Ordinal)];

    public string Ask(string sql)
    {
        var call = EcgCall.Of("query", "--lake", Path, "--format", "csv", sql);
        return call.Status == 0 ? call.Results : throw new InvalidOperationException(call.Messages);
    }

    /// <summary>The answer of DuckDB over the files as they are.</summary>
    public string AskDuckDb(string sql)
    {
        // To make a view DuckDB opens every file.
        foreach (string table in Tables.Where(sql.Contains))
        {
            Execute($"CREATE OR REPLACE VIEW {table} AS SELECT * FROM read_parquet('{SqlText.Glob(Path)}/{table}/dataset=*/*.parquet', union_by_name = true, hive_partitioning = true, hive_types = {{'dataset': VARCHAR}})");
        }

        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        CsvRows.Write(reader, text, CancellationToken.None);
        return text.ToString();
    }

    /// <summary>Replaces a file by what a query makes of it.</summary>
    public void Rewrite(string file, string select)
    {
        string beside = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "rewritten");
        Execute($"COPY ({select} FROM read_parquet('{SqlText.Glob(file)}', hive_partitioning = false)) TO '{SqlText.Literal(beside)}' (FORMAT parquet)");
        File.Move(beside, file, overwrite: true);
    }

    public void Dispose()
    {
        _duckDb.Dispose();
        _small.Dispose();
    }

    private void Execute(string sql)
    {
        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
