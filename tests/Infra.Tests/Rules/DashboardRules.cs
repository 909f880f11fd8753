using System.Text.Json.Nodes;
using Ecg;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the dashboard.</summary>
internal static class DashboardRules
{
    private const string OfConverter = $"{PipelineContract.MetricsNamespace} {PipelineContract.MetricsDimension}";

    // What the converter emits, and AWS of its own accord: "Available CloudWatch metrics for Amazon SQS", "Types of metrics for Lambda functions",
    // "List of CloudWatch metrics and dimensions for Athena".
    private static readonly Dictionary<string, string[]> Emitted = new(StringComparer.Ordinal)
    {
        [OfConverter] =
        [
            PipelineContract.ConvertedMetric, PipelineContract.RejectedMetric, PipelineContract.FailedMetric,
            PipelineContract.BytesInMetric, PipelineContract.BytesOutMetric,
        ],
        ["AWS/SQS QueueName"] =
        [
            "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible", "NumberOfEmptyReceives", "NumberOfMessagesDeleted", "NumberOfMessagesReceived",
            "NumberOfMessagesSent", "SentMessageSize",
        ],
        ["AWS/States StateMachineArn"] = ["ExecutionsAborted", "ExecutionsFailed", "ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsTimedOut", "ExecutionTime"],
        ["AWS/Lambda FunctionName"] = ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"],
        ["AWS/Athena QueryState QueryType WorkGroup"] =
            ["EngineExecutionTime", "ProcessedBytes", "QueryPlanningTime", "QueryQueueTime", "ServiceProcessingTime", "TotalExecutionTime"],
    };

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Charts_only_figures_that_somebody_emits",
            graph =>
                from metric in Charted(graph)
                where !Emitted.GetValueOrDefault(Source(metric), []).Contains(metric[1])
                select string.Join(' ', metric),
            Misnamed("The converter's, misspelt", "\"Rejected\"", "\"Rejections\""),
            Misnamed("The converter's, elsewhere", "EcgPipeline", "Ecg"),
            Misnamed("AWS', misspelt", "NumberOfMessagesDeleted", "NumberOfMessagesDone"),
            Misnamed("AWS', of something else", "\"AWS/Lambda\",\"Errors\",\"FunctionName\"", "\"AWS/Lambda\",\"Errors\",\"QueueName\"")),
        new(
            "Charts_what_became_of_recordings",
            graph =>
            {
                string[] charted = [.. Charted(graph).Where(metric => Source(metric) == OfConverter && metric[3] == graph.The(Types.Function, "convert").Known("name")).Select(metric => metric[1])];
                return new[] { PipelineContract.ConvertedMetric, PipelineContract.RejectedMetric, PipelineContract.FailedMetric }.Except(charted);
            },
            Misnamed("No failures", "\"Failed\"", "\"ColdStart\""),
            Misnamed("Another function", "\"EcgPipeline\",\"Failed\",\"FunctionName\",\"ecg-prod", "\"EcgPipeline\",\"Failed\",\"FunctionName\",\"ecg-dev")),
    ];

    private static Break Misnamed(string name, string right, string wrong) => new(name, graph =>
    {
        JsonObject inputs = graph.OfType(Types.Dashboard).Single().Inputs;
        string body = inputs["dashboardBody"]!.ToString();
        inputs["dashboardBody"] = body.Contains(right, StringComparison.Ordinal)
            ? body.Replace(right, wrong, StringComparison.Ordinal)
            : throw new InvalidOperationException($"The dashboard has no {right}.");
        return graph;
    });

    // A namespace and the names of its dimensions.
    private static string Source(string[] metric) =>
        string.Join(' ', [metric[0], .. metric.Skip(2).Where((_, index) => index % 2 == 0)]);

    private static IEnumerable<string[]> Charted(StackGraph graph) =>
        from widget in JsonNode.Parse(graph.OfType(Types.Dashboard).Single().Text("dashboardBody")!)!["widgets"]!.AsArray()
        from metric in widget!["properties"]!["metrics"] as JsonArray ?? []
        select metric!.AsArray().Select(part => part!.ToString()).ToArray();
}
