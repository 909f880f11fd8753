using System.Data;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying.Indexing;

namespace Ecg.Cli.Querying;

/// <summary>A lake's tables in DuckDB, to be read and nothing else.</summary>
internal sealed class LakeDatabase : IDisposable
{
    // What the syntax of a statement has that asks for the tables without naming one: SHOW TABLES, information_schema...
    private static readonly string[] CatalogWords = ["show_unqualified", "show_from", "schema", "duckdb_", "pragma_", "pg_"];

    // What DuckDB's parser says at the end of a statement that has not come to its end.
    private static readonly string[] UnfinishedSigns = ["at end of input", "unterminated"];

    private const string ResultView = "\"result of the query\"";

    // An expression that joins a hundred conditions is a tree of a hundred levels, each several of JSON's.
    private const int DeepestQuery = 4096;

    private const int WorthCollecting = 10_000;

    // Stands in no path.
    private const string PathSeparator = "///";

    // What the demo and the documents call a lake's folder.
    private const string UsualName = "lake";

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");
    private readonly string _given;
    private readonly HashSet<LakeTable> _known = [];
    private int _lists;

    // DuckDB would put what does not fit in memory into `.tmp` of the current folder.
    private readonly string _spill = Path.Combine(Path.GetTempPath(), $"ecg-query-{Path.GetRandomFileName()}");

    // The lake as DuckDB is told of it.
    private string _lake;

    private readonly Action<string> _tell;

    private LakeDatabase(string lake, Action<string> tell)
    {
        _given = lake;
        _lake = lake;
        _tell = tell;
    }

    /// <summary>Whether the lake has no file of any table.</summary>
    public bool IsEmpty => !LakeTable.All.Any(table => table.HasFiles(_lake));

    /// <summary>Whether the lake has a recording.</summary>
    public bool HasRecords => LakeTable.Records.HasFiles(_lake);

    /// <summary>
    /// The rows of <c>records</c> as DuckDB reads them, with its column <c>filename</c>; only for a lake that has one. Just
    /// the columns that all versions of the converter write are sure to be there.
    /// </summary>
    public string RecordFiles { get; } = "\"files of records\"";

    /// <summary>Opens a lake.</summary>
    /// <param name="lake">The lake's folder.</param>
    /// <param name="tell">Takes a line for whoever waits, where there is much to do before the first answer.</param>
    /// <param name="confined">
    /// Whether SQL may read nothing but the lake, whatever it names: for SQL that does not come from this machine's terminal.
    /// </param>
    /// <exception cref="CommandException">There is no such folder, or it holds something else.</exception>
    public static LakeDatabase Open(string lake, Action<string>? tell = null, bool confined = false)
    {
        if (!Directory.Exists(lake))
        {
            throw CommandException.UsageError(
                $"there is no lake at '{lake}'; 'ecg convert PATH --out {lake}' creates one.");
        }

        RefuseOtherFolder(lake);
        var database = new LakeDatabase(Path.TrimEndingDirectorySeparator(Path.GetFullPath(lake)), tell ?? (_ => { }));
        try
        {
            database.Prepare(confined);
            if (confined)
            {
                database.Confine();
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // An answer without rows would be taken for what the recordings say.
    private static void RefuseOtherFolder(string folder)
    {
        if (HasTables(folder) || !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        string within = Path.Combine(folder, UsualName);
        throw CommandException.UsageError(HasTables(within)
            ? $"there is no lake at '{folder}'. Did you mean '{within}'?"
            : $"there is no lake at '{folder}': it has none of the folders samples, leads, records and rejected; 'ecg convert' creates a lake.");
    }

    private static bool HasTables(string folder) =>
        PipelineContract.Tables.Any(table => Directory.Exists(Path.Combine(folder, table)));

    /// <summary>The tables that a query reads: what has to be at hand before it can run.</summary>
    /// <param name="sql">The query. One that is wrong reads nothing.</param>
    public static IReadOnlyList<string> TablesOf(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using JsonDocument tree = Serialize(connection, sql);
        if (AsksForAll(tree.RootElement))
        {
            return PipelineContract.Tables;
        }

        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        CollectTables(tree.RootElement, named);
        return [.. PipelineContract.Tables.Where(named.Contains)];
    }

    /// <summary>Runs a query.</summary>
    /// <param name="sql">One statement that reads: SELECT, WITH, DESCRIBE, SUMMARIZE, SHOW, EXPLAIN.</param>
    /// <param name="read">Reads the rows, which are computed while they are read.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <exception cref="CommandException">The SQL is wrong, does not read, or cannot be carried out.</exception>
    public void Query(string sql, Action<DuckDBDataReader> read, CancellationToken cancellationToken) => Explaining(
        () =>
        {
            using JsonDocument tree = Serialize(_connection, sql);
            CheckReads(tree.RootElement, sql);
            MakeTablesKnown(tree.RootElement, cancellationToken);
            Read(sql, read, cancellationToken);
        },
        cancellationToken);

    /// <summary>Writes the rows of a query as a Parquet file.</summary>
    /// <param name="sql">A SELECT.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <exception cref="CommandException">The SQL is wrong, is no SELECT, or cannot be carried out.</exception>
    public void WriteParquet(string sql, string path, CancellationToken cancellationToken) => Explaining(
        () =>
        {
            using JsonDocument tree = Serialize(_connection, sql);
            CheckReads(tree.RootElement, sql);
            MakeTablesKnown(tree.RootElement, cancellationToken);
            MakeResultKnown(sql, cancellationToken);
            using DuckDBCommand command = _connection.CreateCommand();
            command.CommandText = $"COPY (SELECT * FROM {ResultView}) TO '{SqlText.Literal(path)}' (FORMAT parquet, COMPRESSION zstd)";
            using CancellationTokenRegistration stop = cancellationToken.Register(command.Cancel);
            command.ExecuteNonQuery();
        },
        cancellationToken);

    /// <summary>Whether SQL breaks off where more has to come.</summary>
    public bool IsUnfinished(string sql)
    {
        using JsonDocument tree = Serialize(_connection, sql);
        return tree.RootElement.GetProperty("error").GetBoolean()
            && tree.RootElement.TryGetProperty("error_message", out JsonElement message)
            && UnfinishedSigns.Any(sign => message.ToString().Contains(sign, StringComparison.Ordinal));
    }

    /// <summary>Runs a query of this program's own, which names files or <see cref="RecordFiles"/> instead of tables.</summary>
    /// <exception cref="CommandException">A file cannot be read.</exception>
    public void QueryFiles(string sql, Action<DuckDBDataReader> read, CancellationToken cancellationToken) => Explaining(
        () =>
        {
            if (sql.Contains(RecordFiles, StringComparison.Ordinal))
            {
                MakeRecordFilesKnown(cancellationToken);
            }

            Read(sql, read, cancellationToken);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        try
        {
            Directory.Delete(_spill, recursive: true);
        }
        catch (IOException)
        {
            // Nothing was spilled.
        }
    }

    private void Prepare(bool confined)
    {
        _connection.Open();
        Execute($"SET temp_directory = '{SqlText.Literal(_spill)}'");

        // A question about files of this machine never loads code from the network.
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");

        // DuckDB takes a backslash for a separator of folders, and has no way to write one that is part of a name. Nor does it find a
        // path with an escaped bracket below a folder that it may read.
        if (Path.DirectorySeparatorChar != '\\' && (_lake.Contains('\\', StringComparison.Ordinal) || (confined && SqlText.Glob(_lake) != SqlText.Literal(_lake))))
        {
            Directory.CreateDirectory(_spill);
            _lake = Path.Combine(_spill, "lake");
            Directory.CreateSymbolicLink(_lake, _given);
        }

        // Every file is read once, so that keeping its bytes costs memory for nothing.
        Execute("SET enable_external_file_cache = false");
        Execute("SET TimeZone = 'UTC'");
    }

    private void Confine()
    {
        Execute($"SET allowed_directories = ['{SqlText.Literal(_lake)}/', '{SqlText.Literal(_spill)}/']");
        Execute("SET enable_external_access = false");
        Execute("SET lock_configuration = true");
    }

    private void Explaining(Action action, CancellationToken cancellationToken)
    {
        try
        {
            action();
        }
        catch (DuckDBException error)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw QueryError.Explain(error, message => message.Replace(_lake, _given, StringComparison.Ordinal));
        }
    }

    private void Read(string sql, Action<DuckDBDataReader> read, CancellationToken cancellationToken)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.UseStreamingMode = true;
        using CancellationTokenRegistration stop = cancellationToken.Register(command.Cancel);
        using DuckDBDataReader reader = command.ExecuteReader();
        read(reader);
    }

    // A view takes a statement as it was written, with its comments and its semicolon, where COPY takes none.
    private void MakeResultKnown(string sql, CancellationToken cancellationToken)
    {
        try
        {
            Execute($"CREATE OR REPLACE TEMP VIEW {ResultView} AS {sql}");
        }
        catch (DuckDBException error)
        {
            // What is wrong with the statement itself is said of it alone.
            Read(sql, _ => { }, cancellationToken);
            throw CommandException.UsageError("Parquet needs a SELECT; use --format csv or json for DESCRIBE, SUMMARIZE, SHOW and EXPLAIN.", error);
        }
    }

    private void Execute(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static JsonDocument Serialize(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql($1::VARCHAR)";
        command.Parameters.Add(new DuckDBParameter(ExplainPrefix.Remove(sql)));
        return JsonDocument.Parse((string)command.ExecuteScalar()!, new JsonDocumentOptions { MaxDepth = DeepestQuery });
    }

    // Only statements that select can be serialised, so that COPY, ATTACH, INSTALL, SET and whatever a later version
    // brings are refused without a list of them.
    private static void CheckReads(JsonElement root, string sql)
    {
        if (root.GetProperty("error").GetBoolean())
        {
            throw root.GetProperty("error_type").GetString() == "parser"
                ? QueryError.Syntax(root.GetProperty("error_message").GetString()!, ExplainPrefix.Remove(sql), PositionOf(root))
                : CommandException.UsageError(
                    "SQL is read-only: SELECT, WITH, DESCRIBE, SUMMARIZE, SHOW and EXPLAIN. "
                    + "'ecg query ... --out FILE.csv' saves a result.");
        }

        switch (root.GetProperty("statements").GetArrayLength())
        {
            case 0:
                throw CommandException.UsageError("the SQL is empty.");
            case > 1:
                throw CommandException.UsageError("one statement at a time: call 'ecg query' once for each.");
        }
    }

    // DuckDB writes the number as a text.
    private static int? PositionOf(JsonElement error) =>
        error.TryGetProperty("position", out JsonElement position) && int.TryParse(position.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : null;

    private static bool AsksForAll(JsonElement tree) => CatalogWords.Any(word => SerializedQuery.MayRead(tree, word));

    private static void CollectTables(JsonElement node, HashSet<string> names)
    {
        if (node.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in node.EnumerateArray())
            {
                CollectTables(item, names);
            }
        }
        else if (node.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in node.EnumerateObject())
            {
                if (property.NameEquals("table_name") && property.Value.ValueKind == JsonValueKind.String)
                {
                    names.Add(property.Value.GetString()!.Trim('"'));
                }

                CollectTables(property.Value, names);
            }
        }
    }

    // To make a view DuckDB reads the footer of each of its files, so a table that is not asked for is left out.
    private void MakeTablesKnown(JsonElement tree, CancellationToken cancellationToken)
    {
        bool asksForAll = AsksForAll(tree);
        LakeTable[] asked = [.. LakeTable.All.Where(table => !_known.Contains(table) && (asksForAll || SerializedQuery.MayRead(tree, table.Name)))];

        // A recording's row comes last and goes first: that of one which was there before and after has all others beside it.
        List<TableFile>? before = asked.Length > 1 && asked.Contains(LakeTable.Records) ? ListFiles(LakeTable.Records) : null;
        foreach (LakeTable table in asked.OrderBy(table => table == LakeTable.Records))
        {
            List<TableFile>? files = ListFiles(table);
            if (table == LakeTable.Records && before is not null && files is not null)
            {
                files = [.. before.Intersect(files)];
            }

            MakeKnown(table, files, asksForAll ? null : SerializedQuery.RecordIdsOf(tree, table.Name), cancellationToken);
        }
    }

    private void MakeKnown(LakeTable table, List<TableFile>? files, IReadOnlyList<string>? recordIds, CancellationToken cancellationToken)
    {
        if (IndexOf(table, files, cancellationToken) is not { } index)
        {
            Execute(table.CreateView(_lake));
            _known.Add(table);
            return;
        }

        string rows = index.Rows is null ? index.SelectFiles(recordIds, chosen => ListOf(table, chosen)) : index.SelectRows();
        Execute($"CREATE OR REPLACE VIEW {table.Name} AS {rows}");
    }

    // As one text in a variable, since DuckDB's parser and planner take a kilobyte for each item of a list in SQL.
    private string ListOf(LakeTable table, IEnumerable<TableFile> files)
    {
        string name = $"files {_lists++}";
        string paths = string.Join(PathSeparator, files.Select(file => SqlText.Glob(table.PathOf(_lake, file.Path))));
        Execute($"SET VARIABLE \"{name}\" = string_split('{paths}', '{PathSeparator}')");
        return $"getvariable('{name}')";
    }

    private void MakeRecordFilesKnown(CancellationToken cancellationToken)
    {
        LakeTable table = LakeTable.Records;
        Execute(IndexOf(table, ListFiles(table), cancellationToken) is { } index
            ? $"CREATE OR REPLACE VIEW {RecordFiles} AS SELECT *, '{SqlText.Literal(table.PathOf(_lake, ""))}' || \"{TableIndex.PathColumn}\" AS filename FROM {SqlText.ParquetFile(index.Rows!)}"
            : $"CREATE OR REPLACE VIEW {RecordFiles} AS {table.SelectWithFile(_lake)}");
    }

    // Whoever asks a second question means the lake as it is then: the index is compared with the files each time.
    private TableIndex? IndexOf(LakeTable table, List<TableFile>? files, CancellationToken cancellationToken)
    {
        if (files is null || files.Count < TableIndex.FewestFiles)
        {
            return null;
        }

        bool hasRows = table.Name != PipelineContract.SamplesTable;
        TableIndex? index = new IndexBuilder(table, _lake, hasRows, _spill, _tell).Build(files, cancellationToken);
        if (files.Count >= WorthCollecting)
        {
            // DuckDB's memory comes on top of what the collector would leave for later, half as much again.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
        }

        return index;
    }

    private List<TableFile>? ListFiles(LakeTable table)
    {
        try
        {
            return TableListing.Of(Path.Combine(_lake, table.Name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
