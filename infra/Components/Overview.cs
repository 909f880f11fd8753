using System.Text.Json.Serialization;
using Ecg;
using Pulumi;
using Athena = Pulumi.Aws.Athena;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Lambda = Pulumi.Aws.Lambda;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>Declares the dashboard that shows the pipeline's health on one page.</summary>
internal sealed class Overview : ComponentResource
{
    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int HalfWidth = 12;
    private const int AlarmsHeight = 3;
    private const int ChartHeight = 6;

    /// <summary>Declares the dashboard.</summary>
    public Overview(string name, OverviewArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Overview", name, options)
    {
        var alarms = Output.All(args.Alarms.Select(alarm => alarm.Arn));
        Output<string> body = Output
            .Tuple(
                args.Scope.Account.Region,
                alarms,
                args.Uploads.Name,
                args.DeadLetters.Name,
                args.Converter.Name,
                Output.All(args.Workgroups.Select(workgroup => workgroup.Name)),
                Output.All(args.Publishing.Queue.Name, args.Publishing.DeadLetters.Name, args.Publishing.Function.Name, args.Publishing.Workgroup.Name, args.Publishing.Machine.Arn))
            .Apply(shown => JsonText.Of(Body(shown.Item1, shown.Item2, shown.Item3, shown.Item4, shown.Item5, shown.Item6, shown.Item7)));

        Dashboard = new CloudWatch.Dashboard(
            args.Scope.Prefix,
            new CloudWatch.DashboardArgs { DashboardName = args.Scope.Prefix, DashboardBody = body },
            new CustomResourceOptions { Parent = this });

        RegisterOutputs();
    }

    /// <summary>The dashboard.</summary>
    public CloudWatch.Dashboard Dashboard { get; }

    private static DashboardBody Body(
        string region,
        IReadOnlyList<string> alarms,
        string uploads,
        string deadLetters,
        string converter,
        IReadOnlyList<string> workgroups,
        IReadOnlyList<string> publishing)
    {
        DashboardWidget Chart(int row, int column, string title, string statistic, int period, params IReadOnlyList<string>[] metrics) => new(
            "metric",
            column * HalfWidth,
            AlarmsHeight + (row * ChartHeight),
            HalfWidth,
            ChartHeight,
            new DashboardWidgetContent
            {
                Title = title,
                Region = region,
                Statistic = statistic,
                Period = period,
                View = "timeSeries",
                Metrics = metrics,
            });

        IReadOnlyList<string> OfUploads(string metric) => ["AWS/SQS", metric, "QueueName", uploads];
        IReadOnlyList<string> OfDeadLetters(string metric) => ["AWS/SQS", metric, "QueueName", deadLetters];
        IReadOnlyList<string> OfConverter(string metric) => ["AWS/Lambda", metric, "FunctionName", converter];
        IReadOnlyList<string> OfRecordings(string metric) => [PipelineContract.MetricsNamespace, metric, PipelineContract.MetricsDimension, converter];
        IReadOnlyList<string>[] OfQueries(string metric) =>
            [.. workgroups.Select(workgroup => (IReadOnlyList<string>)["AWS/Athena", metric, "QueryState", "SUCCEEDED", "QueryType", "DML", "WorkGroup", workgroup])];

        (string publications, string unpublished, string publisher, string statements, string machine) = (publishing[0], publishing[1], publishing[2], publishing[3], publishing[4]);

        return new DashboardBody(
        [
            new DashboardWidget(
                "alarm", 0, 0, 2 * HalfWidth, AlarmsHeight, new DashboardWidgetContent { Title = "Alarms", Alarms = alarms }),
            Chart(0, 0, "Messages sent and deleted", "Sum", 5 * Minute, OfUploads("NumberOfMessagesSent"), OfUploads("NumberOfMessagesDeleted")),
            Chart(0, 1, "Messages waiting, and dead letters", "Maximum", 5 * Minute, OfUploads("ApproximateNumberOfMessagesVisible"), OfDeadLetters("ApproximateNumberOfMessagesVisible")),
            Chart(1, 0, "Recordings converted, rejected and failed", "Sum", 5 * Minute, OfRecordings(PipelineContract.ConvertedMetric), OfRecordings(PipelineContract.RejectedMetric), OfRecordings(PipelineContract.FailedMetric)),
            Chart(1, 1, "Age of the oldest upload (s)", "Maximum", 5 * Minute, OfUploads("ApproximateAgeOfOldestMessage")),
            Chart(2, 0, "Function: invocations, errors and throttles", "Sum", 5 * Minute, OfConverter("Invocations"), OfConverter("Errors"), OfConverter("Throttles")),
            Chart(2, 1, "Concurrent batches", "Maximum", 5 * Minute, OfConverter("ConcurrentExecutions")),
            Chart(3, 0, "Batch duration, 99th percentile (ms)", "p99", 5 * Minute, OfConverter("Duration")),
            Chart(3, 1, "Bytes read and written", "Sum", 5 * Minute, OfRecordings(PipelineContract.BytesInMetric), OfRecordings(PipelineContract.BytesOutMetric)),
            Chart(4, 0, "Bytes scanned by queries", "Sum", Hour, OfQueries("ProcessedBytes")),
            Chart(4, 1, "Query time, 99th percentile (ms)", "p99", Hour, OfQueries("TotalExecutionTime")),
            Chart(5, 0, "Publishing: age of the oldest recording (s), and dead letters", "Maximum", 5 * Minute,
                ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", publications], ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", unpublished]),
            Chart(5, 1, "Publishing: runs started, runs failed, and function errors", "Sum", 10 * Minute,
                ["AWS/States", "ExecutionsStarted", "StateMachineArn", machine], ["AWS/States", "ExecutionsFailed", "StateMachineArn", machine],
                ["AWS/Lambda", "Errors", "FunctionName", publisher]),
            Chart(6, 0, "Publishing: bytes scanned", "Sum", Hour,
                ["AWS/Athena", "ProcessedBytes", "QueryState", "SUCCEEDED", "QueryType", "DML", "WorkGroup", statements]),
        ]);
    }
}

/// <summary>What the overview shows.</summary>
internal sealed record OverviewArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The queue with a message for every upload.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The dead-letter queue.</summary>
    public required Sqs.Queue DeadLetters { get; init; }

    /// <summary>The function.</summary>
    public required Lambda.Function Converter { get; init; }

    /// <summary>The analysts' workgroups.</summary>
    public required IReadOnlyList<Athena.Workgroup> Workgroups { get; init; }

    /// <summary>The publisher.</summary>
    public required Publishing Publishing { get; init; }

    /// <summary>The alarms.</summary>
    public required IReadOnlyList<CloudWatch.MetricAlarm> Alarms { get; init; }
}

/// <summary>The body of a dashboard.</summary>
/// <param name="Widgets">The charts.</param>
internal sealed record DashboardBody([property: JsonPropertyName("widgets")] IReadOnlyList<DashboardWidget> Widgets);

/// <summary>A chart of a dashboard, on a grid of 24 columns.</summary>
/// <param name="Type">The type: <c>metric</c> or <c>alarm</c>.</param>
/// <param name="X">The column.</param>
/// <param name="Y">The row.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
/// <param name="Properties">The contents.</param>
internal sealed record DashboardWidget(
    [property: JsonPropertyName("type")] string Type,
    [property: JsonPropertyName("x")] int X,
    [property: JsonPropertyName("y")] int Y,
    [property: JsonPropertyName("width")] int Width,
    [property: JsonPropertyName("height")] int Height,
    [property: JsonPropertyName("properties")] DashboardWidgetContent Properties);

/// <summary>The contents of a chart: alarms, or metrics over time.</summary>
internal sealed record DashboardWidgetContent
{
    /// <summary>The title.</summary>
    [JsonPropertyName("title")]
    public required string Title { get; init; }

    /// <summary>The ARNs of the alarms.</summary>
    [JsonPropertyName("alarms")]
    public IReadOnlyList<string>? Alarms { get; init; }

    /// <summary>The region of the metrics.</summary>
    [JsonPropertyName("region")]
    public string? Region { get; init; }

    /// <summary>The metrics, each with its namespace, its name, and the names and values of its dimensions.</summary>
    [JsonPropertyName("metrics")]
    public IReadOnlyList<IReadOnlyList<string>>? Metrics { get; init; }

    /// <summary>How the values of a period are aggregated.</summary>
    [JsonPropertyName("stat")]
    public string? Statistic { get; init; }

    /// <summary>The period, in seconds.</summary>
    [JsonPropertyName("period")]
    public int? Period { get; init; }

    /// <summary>The type of chart.</summary>
    [JsonPropertyName("view")]
    public string? View { get; init; }
}
