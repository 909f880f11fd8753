using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using Ecg.Aws.Buckets;
using Ecg.Aws.Metrics;
using Ecg.Aws.Publishing;
using Ecg.Aws.Queues;
using Ecg.Lake;
using Ecg.Tests.Aws;
using Ecg.Tests.Lake;
using Serilog.Core;

namespace Ecg.Tests.Publishing;

/// <summary>
/// The publisher as it is declared, over a folder for the bucket and DuckDB for Athena: its tables stand for Iceberg's, and a batch's
/// files are read through the lists that the function has written.
/// </summary>
internal sealed partial class PublishedLake : IDisposable
{
    private const string QueueName = "publications";

    private readonly string _root = Directory.CreateTempSubdirectory("ecg-published-").FullName;
    private readonly LakeFolder _raw = new();
    private readonly LocalQueues _queues = new(QueueName);
    private readonly DuckDBConnection _duckDb = new("DataSource=:memory:");
    private readonly FolderBucket _processed;
    private readonly Publisher _publisher;
    private readonly Dictionary<string, List<(string Name, string Type)>> _lake = DeclaredStack.TablesOf(DeclaredStack.Lake);
    private readonly Dictionary<string, List<(string Name, string Type)>> _batch = DeclaredStack.TablesOf(DeclaredStack.Batch);

    public PublishedLake()
    {
        _processed = new FolderBucket(_root, "processed") { OnPut = Notify };
        _publisher = new Publisher(_processed, new MessageQueue(_queues.Sqs, _queues.Address(QueueName)), DeclaredStack.Lake, Logger.None, Metrics);
        _duckDb.Open();

        // DuckDB takes a file that was replaced within a second for the same one, and reads new rows by the old file's footer: its
        // statistics then rule out the row group that has them.
        Execute("SET enable_external_file_cache = false");
        foreach ((string schema, Dictionary<string, List<(string Name, string Type)>> tables) in new[] { (DeclaredStack.Lake, _lake), (DeclaredStack.Batch, _batch) })
        {
            Execute($"CREATE SCHEMA {schema}");
            foreach ((string table, List<(string Name, string Type)> columns) in tables)
            {
                string name = schema == DeclaredStack.Batch ? $"declared_{table}" : table;
                Execute($"CREATE TABLE {schema}.{name} ({string.Join(", ", columns.Select(column => $"\"{column.Name}\" {column.Type}"))})");
            }
        }
    }

    public StringWriter Metrics { get; } = new();

    /// <summary>The statements in the order in which they were run.</summary>
    public List<string> Statements { get; } = [];

    /// <summary>Called after each task of the state machine.</summary>
    public Action OnTask { get; set; } = () => { };

    public LakeFolder Raw => _raw;

    public string Incoming => Path.Combine(_root, "incoming");

    public ConversionResult Convert(string key, ConversionOptions? options = null) =>
        new Converter(_raw.RawStore, new BucketFolder(_processed, PipelineContract.IncomingFolder), options ?? new ConversionOptions()).ConvertAsync(key, default).GetAwaiter().GetResult();

    /// <summary>Sends a message about every object that was written last of its recording, once more.</summary>
    public void DeliverAgain()
    {
        foreach (string table in new[] { "records", "rejected" })
        {
            string folder = Path.Combine(Incoming, table);
            foreach (string file in Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.parquet", SearchOption.AllDirectories) : [])
            {
                Notify(Path.GetRelativePath(_root, file));
            }
        }
    }

    /// <summary>Lets the visibility timeout of what a killed run has taken pass.</summary>
    public void WaitForMessages() => _queues.Reveal(QueueName);

    public int Messages => _queues.Bodies(QueueName).Length;

    /// <summary>Runs the publisher.</summary>
    /// <param name="killAfter">The task after which it dies; <see langword="null"/> to let it come to its end.</param>
    /// <param name="fails">Whether a statement fails.</param>
    /// <returns>Whether it succeeded.</returns>
    public bool Publish(int? killAfter = null, Func<string, bool>? fails = null)
    {
        int tasks = 0;
        var machine = new StateMachine(DeclaredStack.Machine, (resource, parameters) =>
        {
            JsonNode? result = Call(resource, parameters, fails);
            OnTask();
            return ++tasks == killAfter ? throw new KilledException() : result;
        });
        try
        {
            return machine.Run();
        }
        catch (KilledException)
        {
            return false;
        }
    }

    public List<object?[]> Query(string sql)
    {
        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        }

        return rows;
    }

    public IReadOnlyList<string> ColumnsOf(string table) => [.. _lake[table].Select(column => column.Name)];

    public void Dispose()
    {
        _duckDb.Dispose();
        _queues.Dispose();
        _raw.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private JsonObject? Call(string resource, JsonObject parameters, Func<string, bool>? fails) => resource switch
    {
        "aws-sdk:sfn:listExecutions" => new JsonObject { ["Executions"] = new JsonArray(new JsonObject()) },
        "aws-sdk:sqs:getQueueAttributes" => new JsonObject { ["Attributes"] = new JsonObject { ["ApproximateNumberOfMessages"] = $"{_queues.Visible(QueueName).Length}" } },
        "aws-sdk:glue:getTables" => Described((string)parameters["DatabaseName"]! == DeclaredStack.Lake ? _lake : _batch),
        "lambda:invoke" => new JsonObject { ["Payload"] = Invoke(parameters["Payload"]!) },
        "athena:startQueryExecution.sync" => Run((string)parameters["QueryString"]!, fails),
        "athena:getQueryResults" => new JsonObject
        {
            ["ResultSet"] = JsonSerializer.SerializeToNode(new { Rows = new[] { Row("standing"), Row($"{Query(Statements[^1]).Single()[0]}") } }),
        },
        _ => throw new NotSupportedException(resource),
    };

    private static object Row(string value) => new { Data = new[] { new { VarCharValue = value } } };

    private static JsonObject Described(Dictionary<string, List<(string Name, string Type)>> tables) => new()
    {
        ["TableList"] = JsonSerializer.SerializeToNode(tables.Select(table => new
        {
            Name = table.Key,
            StorageDescriptor = new { Columns = table.Value.Select(column => new { column.Name, column.Type }) },
        })),
    };

    private JsonNode? Invoke(JsonNode payload)
    {
        PublishingRequest request = payload.Deserialize<PublishingRequest>()!;
        var run = new BatchRun { RequestId = "1", FunctionName = "publish" };
        return JsonSerializer.SerializeToNode(_publisher.HandleAsync(request, run, default).GetAwaiter().GetResult());
    }

    private JsonObject Run(string statement, Func<string, bool>? fails)
    {
        Statements.Add(statement);
        if (fails?.Invoke(statement) == true)
        {
            throw new InvalidOperationException("ICEBERG_COMMIT_ERROR");
        }

        if (AddColumns().Match(statement) is { Success: true } add)
        {
            Alter(add);
        }
        else
        {
            ShowBatch();
            Execute(statement);
        }

        return new JsonObject { ["QueryExecution"] = new JsonObject { ["QueryExecutionId"] = "1" } };
    }

    // DuckDB adds one column at a time, and knows no backticks.
    private void Alter(Match add)
    {
        bool isLake = add.Groups["schema"].Value == DeclaredStack.Lake;
        string table = add.Groups["table"].Value;
        foreach (Match column in NewColumn().Matches(add.Groups["columns"].Value))
        {
            (string name, string type) = (column.Groups["name"].Value, column.Groups["type"].Value);
            type = type switch { "string" => "VARCHAR", "int" => "INTEGER", _ => type.ToUpperInvariant() };
            (isLake ? _lake : _batch)[table].Add((name, type));
            Execute($"ALTER TABLE {add.Groups["schema"].Value}.{(isLake ? table : $"declared_{table}")} ADD COLUMN \"{name}\" {type}");
        }
    }

    private void ShowBatch()
    {
        foreach ((string table, List<(string Name, string Type)> columns) in _batch)
        {
            string folder = Path.Combine(_root, "publishing", table);
            string manifest = Path.Combine(folder, "manifest");
            string[] files = File.Exists(manifest)
                ? [.. File.ReadAllLines(manifest).Select(address => Path.Combine(_root, address["s3://processed/".Length..]))]
                : Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
            string names = string.Join(", ", columns.Select(column => $"\"{column.Name}\""));
            string all = files.Length == 0 ? "" : $" UNION ALL BY NAME SELECT * FROM read_parquet([{string.Join(", ", files.Select(file => $"'{file.Replace("'", "''", StringComparison.Ordinal)}'"))}], union_by_name = true, hive_partitioning = false)";
            Execute($"CREATE OR REPLACE VIEW {DeclaredStack.Batch}.{table} AS SELECT {names} FROM (SELECT * FROM {DeclaredStack.Batch}.declared_{table}{all})");
        }
    }

    private void Notify(string key)
    {
        if (key.StartsWith("incoming/records/", StringComparison.Ordinal) || key.StartsWith("incoming/rejected/", StringComparison.Ordinal))
        {
            _queues.Send(QueueName, S3Events.Created(Uri.EscapeDataString(key)));
        }
    }

    private void Execute(string sql)
    {
        using DuckDBCommand command = _duckDb.CreateCommand();
        command.CommandText = sql;
        _ = command.ExecuteNonQuery();
    }

    [GeneratedRegex(@"^ALTER TABLE `(?<schema>\w+)`\.`(?<table>\w+)` ADD COLUMNS \((?<columns>.*)\)$")]
    private static partial Regex AddColumns();

    [GeneratedRegex(@"`(?<name>\w+)` (?<type>\w+)")]
    private static partial Regex NewColumn();
}
