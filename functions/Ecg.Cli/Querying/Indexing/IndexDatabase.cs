using DuckDB.NET.Data;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>A database in memory for the work on an index.</summary>
internal sealed class IndexDatabase : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly CancellationToken _cancellationToken;

    /// <summary>Opens it.</summary>
    /// <param name="scratch">A folder for what does not fit in memory.</param>
    /// <param name="cancellationToken">Stops whatever it does.</param>
    public IndexDatabase(string scratch, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _connection.Open();
        Execute($"SET temp_directory = '{SqlText.Literal(scratch)}'");
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        Execute("SET enable_external_file_cache = false");
        Execute("SET parquet_metadata_cache = true");
        Execute("SET threads = 1");
        Execute("SET memory_limit = '512MB'");
    }

    /// <summary>Reads the rows of a query.</summary>
    public void Read(string sql, Action<DuckDBDataReader> row)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using CancellationTokenRegistration stop = _cancellationToken.Register(command.Cancel);
        using DuckDBDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            row(reader);
        }
    }

    /// <summary>The columns that a query has.</summary>
    public IReadOnlyList<LakeColumn> ColumnsOf(string query)
    {
        var columns = new List<LakeColumn>();
        Read($"DESCRIBE {query}", reader => columns.Add(new LakeColumn(reader.GetString(0), reader.GetString(1))));
        return columns;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private void Execute(string sql)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        using CancellationTokenRegistration stop = _cancellationToken.Register(command.Cancel);
        command.ExecuteNonQuery();
    }
}
