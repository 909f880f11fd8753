using System.Text.Json;
using System.Text.Json.Nodes;
using Ecg;
using Ecg.Tests;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Servers;

namespace EndToEnd.Tests.Stack;

/// <summary>
/// The publisher of a recorded stack: its state machine on Step Functions, its function in this process, and its workgroup on an
/// Athena that runs no statement but remembers all.
/// </summary>
internal sealed class RecordedPublisher : IDisposable
{
    private const string Held = "athena::execution";

    // The longest that a run takes which is not held.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);
    private static readonly (string Name, string Beginning)[] Statements = [.. Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "infra", "Publishing"), "*.sql").Select(ReadStatement)];

    private readonly MotoClient _moto;
    private readonly RecordedStack _stack;
    private readonly LocalPublisher _function;
    private readonly string _workgroup;
    private readonly string _database;
    private readonly string _recordedQueueUrl;
    private string _machine = "";

    private RecordedPublisher(RecordedStack stack, Uri endpoint)
    {
        RecordedResource function = stack.Graph.Only("aws:lambda/function:Function", "publish");
        var environment = function.Inputs.GetProperty("environment").GetProperty("variables").EnumerateObject()
            .ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
        _recordedQueueUrl = environment[PipelineContract.PublicationsQueueVariable];
        QueueUrl = environment[PipelineContract.PublicationsQueueVariable] = stack.QueueUrlOf(_recordedQueueUrl);
        _database = environment[PipelineContract.DatabaseVariable];
        _workgroup = stack.Graph.PhysicalName(stack.Graph.Only("aws:athena/workgroup:Workgroup", "publish"));
        _function = new LocalPublisher(endpoint, environment);
        _moto = new MotoClient(endpoint);
        _stack = stack;
    }

    /// <summary>The queue of the recordings that wait.</summary>
    public string QueueUrl { get; }

    /// <summary>Puts up the databases and tables, which have the same names in each recording.</summary>
    public static async Task PutUpTablesAsync(string stack, Uri endpoint)
    {
        using var moto = new MotoClient(endpoint);
        await moto.SetAsync("config", new { stepfunctions = new { execute_state_machine = true } });
        foreach (IGrouping<string?, RecordedResource> tables in RecordedGraph.Read(stack, "").OfType("aws:glue/catalogTable:CatalogTable").GroupBy(table => table.Text("databaseName")))
        {
            await moto.GlueAsync("CreateDatabase", new { DatabaseInput = new { Name = tables.Key } });
            foreach (RecordedResource table in tables)
            {
                await moto.GlueAsync("CreateTable", new { DatabaseName = tables.Key, TableInput = new { Name = table.Text("name"), StorageDescriptor = new { Columns = ColumnsOf(table) } } });
            }
        }
    }

    /// <summary>Puts up the rest.</summary>
    public static async Task<RecordedPublisher> UpAsync(RecordedStack stack, Uri endpoint, FunctionServer functions)
    {
        var publisher = new RecordedPublisher(stack, endpoint);
        await stack.PutUpNotificationAsync("processed");
        await publisher._moto.AthenaAsync("CreateWorkGroup", new { Name = publisher._workgroup });
        await publisher.PutUpMachineAsync(functions);
        return publisher;
    }

    /// <summary>Starts a run.</summary>
    /// <returns>Its ARN.</returns>
    public async Task<string> StartAsync() =>
        (string)(await _moto.StatesAsync("StartExecution", new { stateMachineArn = _machine, name = Guid.NewGuid().ToString("N") }))["executionArn"]!;

    /// <summary>Waits for the end of a run.</summary>
    /// <returns>How it ended.</returns>
    public async Task<string> EndAsync(string run)
    {
        string status = "";
        await UntilAsync(async () => (status = await StatusAsync(run)) != "RUNNING");
        return status;
    }

    /// <summary>How far a run is.</summary>
    public async Task<string> StatusAsync(string run) => (string)(await _moto.StatesAsync("DescribeExecution", new { executionArn = run }))["status"]!;

    /// <summary>What the next statements' results are: one number each.</summary>
    public Task AnswerAsync(params int[] results) => _moto.SetAsync(
        "static/athena/query-results",
        new { results = results.Select(result => new { rows = new[] { Row("standing"), Row($"{result}") } }) });

    /// <summary>Has every statement take until it is released or cancelled.</summary>
    public Task HoldAsync() => _moto.SetAsync("state-manager/set-transition", new { model_name = Held, transition = new { progression = "manual", times = int.MaxValue } });

    /// <summary>Lets statements succeed at once again.</summary>
    public Task ReleaseAsync() => _moto.SetAsync("state-manager/unset-transition", new { model_name = Held });

    /// <summary>Waits for the statement of that number, and cancels it.</summary>
    public async Task CancelAsync(int number)
    {
        await WaitForStatementAsync(number);
        await _moto.AthenaAsync("StopQueryExecution", new { QueryExecutionId = (await IdsAsync())[number - 1] });
    }

    /// <summary>Waits for the statement of that number.</summary>
    public Task WaitForStatementAsync(int number) => UntilAsync(async () => (await IdsAsync()).Length >= number);

    /// <summary>The statements that Athena was sent, in order: the names of their files, or the beginning of another one.</summary>
    public async Task<string[]> StatementsAsync()
    {
        var statements = new List<string>();
        foreach (string id in await IdsAsync())
        {
            string sql = (string)(await _moto.AthenaAsync("GetQueryExecution", new { QueryExecutionId = id }))["QueryExecution"]!["Query"]!;
            statements.Add(Statements.Where(statement => sql.StartsWith(statement.Beginning.Replace("{lake}", _database, StringComparison.Ordinal), StringComparison.Ordinal))
                .Select(statement => statement.Name).SingleOrDefault() ?? sql[..sql.IndexOf('(', StringComparison.Ordinal)].TrimEnd());
        }

        return [.. statements];
    }

    public void Dispose()
    {
        _function.Dispose();
        _moto.Dispose();
    }

    private async Task PutUpMachineAsync(FunctionServer functions)
    {
        RecordedResource recorded = _stack.Graph.Only("aws:sfn/stateMachine:StateMachine");
        string definition = recorded.Text("definition")!;
        functions.Add((string)JsonNode.Parse(definition)!["States"]!["PlanBatch"]!["Parameters"]!["FunctionName"]!, _function);

        // A statement is repeated after seconds: here after the least that the language allows.
        definition = definition.Replace(_recordedQueueUrl, QueueUrl, StringComparison.Ordinal).Replace("\"IntervalSeconds\":5", "\"IntervalSeconds\":1", StringComparison.Ordinal);
        _machine = (string)(await _moto.StatesAsync("CreateStateMachine", new { name = _stack.Graph.PhysicalName(recorded), definition, roleArn = recorded.Text("roleArn") }))["stateMachineArn"]!;
    }

    private async Task<string[]> IdsAsync() =>
        [.. (await _moto.AthenaAsync("ListQueryExecutions", new { WorkGroup = _workgroup }))["QueryExecutionIds"]!.AsArray().Select(id => (string)id!)];

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(LongestRun);
        while (!await holds())
        {
            await Task.Delay(Poll, limit.Token);
        }
    }

    private static object Row(string value) => new { Data = new[] { new { VarCharValue = value } } };

    // Glue describes Iceberg's tables by their columns, too.
    private static IEnumerable<object> ColumnsOf(RecordedResource table)
    {
        JsonElement columns = table.Inputs.TryGetProperty("storageDescriptor", out JsonElement storage)
            ? storage.GetProperty("columns")
            : table.Inputs.GetProperty("openTableFormatInput").GetProperty("icebergInput").GetProperty("icebergTableInput").GetProperty("schema").GetProperty("fields");
        return columns.EnumerateArray().Select(column => new { Name = column.GetProperty("name").GetString(), Type = column.GetProperty("type").GetString() });
    }

    // The first line that is no comment: no two have the same.
    private static (string Name, string Beginning) ReadStatement(string file) =>
        (Path.GetFileNameWithoutExtension(file), File.ReadLines(file).First(line => !line.StartsWith("--", StringComparison.Ordinal)));
}
