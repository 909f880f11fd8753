using System.Text.Json.Nodes;

namespace Infra.Components;

/// <summary>
/// The steps that publish a batch, in the Amazon States Language. Old rows of its recordings are deleted first, beginning with
/// <c>records</c>; then new rows are inserted, ending with <c>records</c>.
/// </summary>
/// <param name="Partition">The AWS partition.</param>
/// <param name="FunctionArn">The function that prepares batches.</param>
/// <param name="Messages">The queue of waiting recordings.</param>
/// <param name="Workgroup">The workgroup of the statements.</param>
/// <param name="Lake">The database that analysts query.</param>
/// <param name="Batch">The database of the batch's files.</param>
internal sealed record PublishingMachine(string Partition, string FunctionArn, string Messages, string Workgroup, string Lake, string Batch)
{
    private const string Done = "Done";
    private const string Failed = "Failed";
    private const string Release = "HandMessagesBack";
    private const int StatementSeconds = 1200;
    private const int RunSeconds = 6 * 60 * 60;

    // A run's history holds 25 000 events; the next run continues with the remaining messages.
    private const int MostBatches = 100;

    /// <summary>The definition.</summary>
    public string Definition() => JsonText.Of(new JsonObject
    {
        ["Comment"] = "Publishes converted recordings from incoming/ to the tables that analysts query.",
        ["StartAt"] = "Begin",
        ["TimeoutSeconds"] = RunSeconds,
        ["States"] = States(),
    });

    private JsonObject States() => new()
    {
        ["Begin"] = new JsonObject { ["Type"] = "Pass", ["Parameters"] = new JsonObject { ["batches"] = 0 }, ["Next"] = "FindRuns" },
        ["FindRuns"] = Task(
            "aws-sdk:sfn:listExecutions",
            new JsonObject { ["StateMachineArn.$"] = "$$.StateMachine.Id", ["StatusFilter"] = "RUNNING", ["MaxResults"] = 2 },
            "$.runs",
            "IsAlone"),
        ["IsAlone"] = Choice(When("$.runs.Executions[1]", "IsPresent", true, Done), "CountMessages"),
        ["CountMessages"] = Task(
            "aws-sdk:sqs:getQueueAttributes",
            new JsonObject { ["QueueUrl"] = Messages, ["AttributeNames"] = new JsonArray("ApproximateNumberOfMessages") },
            "$.queue",
            "IsWaiting"),
        ["IsWaiting"] = Choice(When("$.queue.Attributes.ApproximateNumberOfMessages", "StringEquals", "0", Done), "ReadTables"),
        ["ReadTables"] = Task("aws-sdk:glue:getTables", new JsonObject { ["DatabaseName"] = Lake }, "$.lake", "ReadBatchTables"),
        ["ReadBatchTables"] = Task("aws-sdk:glue:getTables", new JsonObject { ["DatabaseName"] = Batch }, "$.batch", "PlanBatch"),
        ["PlanBatch"] = Call(
            "plan",
            new JsonObject { ["Lake.$"] = "$.lake.TableList", ["Batch.$"] = "$.batch.TableList" },
            "$.plan",
            "TakePlan"),
        ["TakePlan"] = new JsonObject
        {
            ["Type"] = "Pass",
            ["Parameters"] = new JsonObject { ["plan.$"] = "$.plan.Payload", ["batches.$"] = "States.MathAdd($.batches, 1)" },
            ["Next"] = "HasBatch",
        },
        ["HasBatch"] = Choice(When("$.plan.Recordings", "NumericEquals", 0, Done), "AddColumns"),
        ["AddColumns"] = new JsonObject
        {
            ["Type"] = "Map",
            ["ItemsPath"] = "$.plan.NewColumns",
            ["MaxConcurrency"] = 1,
            ["ItemProcessor"] = new JsonObject
            {
                ["ProcessorConfig"] = new JsonObject { ["Mode"] = "INLINE" },
                ["StartAt"] = "AddColumn",
                ["States"] = new JsonObject { ["AddColumn"] = Athena("QueryString.$", "$", next: null, repeatable: false) },
            },
            ["ResultPath"] = null,
            ["Catch"] = Catch(),
            ["Next"] = "CountStanding",
        },
        ["CountStanding"] = Statement("standing", "ReadStanding", repeatable: true, "$.standing"),
        ["ReadStanding"] = Task(
            "athena:getQueryResults",
            new JsonObject { ["QueryExecutionId.$"] = "$.standing.QueryExecution.QueryExecutionId", ["MaxResults"] = 2 },
            "$.standing",
            "IsStanding",
            Catch()),
        ["IsStanding"] = Choice(When("$.standing.ResultSet.Rows[1].Data[0].VarCharValue", "StringEquals", "0", "HasRows"), "WithdrawRecords"),
        ["WithdrawRecords"] = Statement("withdraw-records", "WithdrawRejected", repeatable: true),
        ["WithdrawRejected"] = Statement("withdraw-rejected", "WithdrawSamples", repeatable: true),
        ["WithdrawSamples"] = Statement("withdraw-samples", "WithdrawAnnotations", repeatable: true),
        ["WithdrawAnnotations"] = Statement("withdraw-annotations", "WithdrawLeads", repeatable: true),
        ["WithdrawLeads"] = Statement("withdraw-leads", "HasRows", repeatable: true),
        ["HasRows"] = Choice(When("$.plan.HasRows", "BooleanEquals", true, "InsertLeads"), "HasRejections"),
        ["InsertLeads"] = Statement("insert-leads", "HasAnnotations", repeatable: false),
        ["HasAnnotations"] = Choice(When("$.plan.HasAnnotations", "BooleanEquals", true, "InsertAnnotations"), "InsertSamples"),
        ["InsertAnnotations"] = Statement("insert-annotations", "InsertSamples", repeatable: false),
        ["InsertSamples"] = Athena("QueryString.$", SamplesStatement(), "InsertRecords", repeatable: false),
        ["InsertRecords"] = Statement("insert-records", "HasRejections", repeatable: false),
        ["HasRejections"] = Choice(When("$.plan.HasRejections", "BooleanEquals", true, "InsertRejected"), "FinishBatch"),
        ["InsertRejected"] = Statement("insert-rejected", "FinishBatch", repeatable: false),
        ["FinishBatch"] = Call("finish", [], "$.finished", "IsLong"),
        ["IsLong"] = Choice(When("$.batches", "NumericGreaterThanEquals", MostBatches, Done), "CountMessages"),
        [Done] = new JsonObject { ["Type"] = "Succeed" },
        [Release] = Call("release", [], "$.released", Failed),
        [Failed] = new JsonObject { ["Type"] = "Fail", ["ErrorPath"] = "$.error.Error", ["CausePath"] = "$.error.Cause" },
    };

    // The columns of the batch's leads; letters, digits and underscores, in quotes.
    private string SamplesStatement()
    {
        string statement = PublishingStatement.Of("insert-samples", Lake, Batch)
            .Replace("{columns}", "{}", StringComparison.Ordinal)
            .Replace("{values}", "{}", StringComparison.Ordinal);
        return $"States.Format('{statement}', $.plan.Columns, $.plan.Values)";
    }

    private JsonObject Statement(string name, string next, bool repeatable, string? result = null) =>
        Athena("QueryString", PublishingStatement.Of(name, Lake, Batch), next, repeatable, result);

    private JsonObject Athena(string parameter, string statement, string? next, bool repeatable, string? result = null)
    {
        JsonObject task = Task(
            "athena:startQueryExecution.sync",
            new JsonObject { [parameter] = statement, ["WorkGroup"] = Workgroup },
            result,
            next,
            next is null ? null : Catch());
        task["TimeoutSeconds"] = StatementSeconds;

        // An insert may have succeeded even if it is reported as failed: the next run checks.
        task["Retry"] = new JsonArray(Retry(repeatable ? ["States.TaskFailed"] : ["Athena.TooManyRequestsException"]));
        return task;
    }

    private JsonObject Call(string action, JsonObject payload, string result, string next)
    {
        payload["Action"] = action;
        JsonObject task = Task("lambda:invoke", new JsonObject { ["FunctionName"] = FunctionArn, ["Payload"] = payload }, result, next);
        task["Retry"] = new JsonArray(Retry(["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException", "Lambda.TooManyRequestsException"]));
        return task;
    }

    private JsonObject Task(string action, JsonObject parameters, string? result, string? next, JsonArray? caught = null)
    {
        var task = new JsonObject
        {
            ["Type"] = "Task",
            ["Resource"] = $"arn:{Partition}:states:::{action}",
            ["Parameters"] = parameters,
            ["ResultPath"] = result,
        };
        if (caught is not null)
        {
            task["Catch"] = caught;
        }

        task[next is null ? "End" : "Next"] = next is null ? true : next;
        return task;
    }

    private static JsonArray Catch() => new(new JsonObject
    {
        ["ErrorEquals"] = new JsonArray("States.ALL"),
        ["ResultPath"] = "$.error",
        ["Next"] = Release,
    });

    private static JsonObject Retry(string[] errors) => new()
    {
        ["ErrorEquals"] = new JsonArray([.. errors.Select(error => (JsonNode)error)]),
        ["IntervalSeconds"] = 5,
        ["MaxAttempts"] = 3,
        ["BackoffRate"] = 2,
        ["JitterStrategy"] = "FULL",
    };

    private static JsonObject Choice(JsonObject rule, string otherwise) => new() { ["Type"] = "Choice", ["Choices"] = new JsonArray(rule), ["Default"] = otherwise };

    private static JsonObject When(string variable, string comparison, JsonNode value, string next) =>
        new() { ["Variable"] = variable, [comparison] = value, ["Next"] = next };
}
