using System.Text.Json.Nodes;
using Ecg.Aws.Metrics;
using Infra.Tests.Graph;

namespace Infra.Tests.Rules;

/// <summary>What holds for the dashboard.</summary>
internal static class DashboardRules
{
    // What AWS emits of its own accord: "Available CloudWatch metrics for Amazon SQS", "Types of metrics for Lambda functions",
    // "List of CloudWatch metrics and dimensions for Athena".
    private static readonly Dictionary<string, string[]> OfAws = new(StringComparer.Ordinal)
    {
        ["AWS/SQS QueueName"] =
        [
            "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesVisible", "NumberOfEmptyReceives", "NumberOfMessagesDeleted", "NumberOfMessagesReceived",
            "NumberOfMessagesSent", "SentMessageSize",
        ],
        ["AWS/Lambda FunctionName"] = ["ConcurrentExecutions", "Duration", "Errors", "Invocations", "Throttles"],
        ["AWS/Athena QueryState QueryType WorkGroup"] =
            ["EngineExecutionTime", "ProcessedBytes", "QueryPlanningTime", "QueryQueueTime", "ServiceProcessingTime", "TotalExecutionTime"],
    };

    internal static IReadOnlyList<Rule> All { get; } =
    [
        new(
            "Charts_only_figures_that_somebody_emits",
            graph =>
            {
                Dictionary<string, string[]> emitted = new(OfAws, StringComparer.Ordinal);
                (string source, string[] names) = OfConverter(graph);
                emitted[source] = names;
                return
                    from metric in Charted(graph)
                    where !emitted.GetValueOrDefault(Source(metric), []).Contains(metric[1])
                    select string.Join(' ', metric);
            },
            Misnamed("The converter's, misspelt", "\"Rejected\"", "\"Rejections\""),
            Misnamed("The converter's, elsewhere", "EcgPipeline", "Ecg"),
            Misnamed("AWS', misspelt", "NumberOfMessagesDeleted", "NumberOfMessagesDone"),
            Misnamed("AWS', of something else", "\"AWS/Lambda\",\"Errors\",\"FunctionName\"", "\"AWS/Lambda\",\"Errors\",\"QueueName\"")),
        new(
            "Charts_what_became_of_recordings",
            graph =>
            {
                string[] charted = [.. Charted(graph).Where(metric => Source(metric) == OfConverter(graph).Source && metric[3] == graph.The(Types.Function, "convert").Known("name")).Select(metric => metric[1])];
                return new[] { "Converted", "Rejected", "Failed" }.Except(charted);
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

    // As it declares them in a line that it logs.
    private static (string Source, string[] Names) OfConverter(StackGraph graph)
    {
        var run = new BatchRun { RequestId = "1", FunctionName = graph.The(Types.Function, "convert").Known("name") };
        string line = EmbeddedMetrics.Line(new BatchTally(1, 0, 0, 1, 1, TimeSpan.FromSeconds(1), ColdStart: true), run, DateTimeOffset.UnixEpoch);
        JsonNode declared = JsonNode.Parse(line)!["_aws"]!["CloudWatchMetrics"]![0]!;
        return (
            string.Join(' ', [declared["Namespace"]!.ToString(), .. declared["Dimensions"]![0]!.AsArray().Select(name => name!.ToString())]),
            [.. declared["Metrics"]!.AsArray().Select(metric => metric!["Name"]!.ToString())]);
    }
}
