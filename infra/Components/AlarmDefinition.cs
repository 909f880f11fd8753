using Ecg;
using Infra.Settings;
using Pulumi;

namespace Infra.Components;

/// <summary>One alarm: a figure, or what is made of several, and the limit that it must keep.</summary>
internal sealed record AlarmDefinition
{
    private const int Minutes5 = 300;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    /// <summary>What the alarm is called, within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>What has happened, and what to do.</summary>
    public required string Description { get; init; }

    /// <summary>The figures, by the names that the expression has for them.</summary>
    public required IReadOnlyDictionary<string, Figure> Figures { get; init; }

    /// <summary>What is made of the figures, as CloudWatch writes it; nothing where there is one, to be taken as it is.</summary>
    public string? Expression { get; init; }

    /// <summary>The limit that must not be exceeded.</summary>
    public double Above { get; init; }

    /// <summary>The limit that must be reached; nothing where the other one counts.</summary>
    public double? Below { get; init; }

    /// <summary>The length of a period.</summary>
    public int PeriodSeconds { get; init; } = Minutes5;

    /// <summary>How many periods in a row it must break the limit.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>Whether no figure at all is an alarm, too. A queue or a function that nobody uses reports none.</summary>
    public bool SilenceIsBad { get; init; }

    /// <summary>All alarms: first what goes wrong, then what does not happen.</summary>
    public static IEnumerable<AlarmDefinition> All(AlertingArgs args, Output<string> topic)
    {
        Figure Uploads(string metric, string statistic) => Figure.Of("AWS/SQS", metric, statistic, "QueueName", args.Uploads.Name);
        Figure DeadLetters(string metric) => Figure.Of("AWS/SQS", metric, "Maximum", "QueueName", args.DeadLetters.Name);
        Figure Function(string metric, string statistic) => Figure.Of("AWS/Lambda", metric, statistic, "FunctionName", args.Converter.Name);
        Figure Recordings(string metric) =>
            Figure.Of(PipelineContract.MetricsNamespace, metric, "Sum", PipelineContract.MetricsDimension, args.Converter.Name);
        AlertingSettings settings = args.Settings;
        Figure Runs(string metric) => Figure.Of("AWS/States", metric, "Sum", "StateMachineArn", args.Publishing.Machine.Arn);

        return
        [
            new AlarmDefinition
            {
                Name = "dead-letters",
                Description = "Recordings could not be converted although they were tried again and again. Read the log, then: ecg redrive.",
                Figures = Only(DeadLetters("ApproximateNumberOfMessagesVisible")),
            },
            new AlarmDefinition
            {
                Name = "dead-letters-expire",
                Description = "A dead letter is older than 10 days, and SQS drops it at 14: ecg redrive, or note which recordings they are.",
                Figures = Only(DeadLetters("ApproximateAgeOfOldestMessage")),
                Above = 10 * Day,
            },
            new AlarmDefinition
            {
                Name = "uploads-wait",
                Description = "Uploads wait too long to be converted. Raise maximumConcurrency, or see why the function is slow.",
                Figures = Only(Uploads("ApproximateAgeOfOldestMessage", "Maximum")),
                Above = settings.OldestMessageMinutes * 60,
            },
            new AlarmDefinition
            {
                Name = "convert-errors",
                Description = "The function crashed or ran out of time; its messages are tried again. Read the log.",
                Figures = Only(Function("Errors", "Sum")),
            },
            new AlarmDefinition
            {
                Name = "convert-failures",
                Description = "Recordings went back to the queue, to be tried again: throttling, a permission, the network. Read the log.",
                Figures = Only(Recordings(PipelineContract.FailedMetric)),
            },
            new AlarmDefinition
            {
                Name = "recordings-missing",
                Description = "Recordings were neither converted nor rejected, as the daily search has found; they were sent again. If it finds them again: ecg reconcile.",
                Figures = Only(Recordings(PipelineContract.MissingMetric)),
            },
            new AlarmDefinition
            {
                Name = "convert-throttles",
                Description = "The function was refused to run for a quarter of an hour: the account has no concurrency left for it.",
                Figures = Only(Function("Throttles", "Sum")),
                Periods = 3,
            },
            new AlarmDefinition
            {
                Name = "convert-slow",
                Description = "A batch took more than 80 % of the function's timeout. Raise functionTimeoutSeconds, or lower batchSize.",
                Figures = Only(Function("Duration", "Maximum")),
                Above = 0.8 * 1000 * args.Conversion.TimeoutSeconds,
            },
            new AlarmDefinition
            {
                Name = "convert-at-limit",
                Description = "For half an hour as many batches were converted as may be. Raise maximumConcurrency if uploads wait.",
                Figures = Only(Function("ConcurrentExecutions", "Maximum")),
                Above = args.Conversion.MaximumConcurrency - 1,
                Periods = 6,
            },
            new AlarmDefinition
            {
                Name = "rejected-share",
                Description = "Of an hour's recordings, ten at least, too many were rejected. Query rejected for the reasons.",
                Figures = new Dictionary<string, Figure>
                {
                    ["converted"] = Recordings(PipelineContract.ConvertedMetric),
                    ["rejected"] = Recordings(PipelineContract.RejectedMetric),
                },
                Expression = "IF(FILL(converted, 0) + FILL(rejected, 0) >= 10, 100 * FILL(rejected, 0) / (FILL(converted, 0) + FILL(rejected, 0)), 0)",
                Above = settings.RejectedPercent,
                PeriodSeconds = Hour,
            },
            new AlarmDefinition
            {
                Name = "crawl-failed",
                Description = "The crawler failed: new datasets and leads are not found until it succeeds. Read /aws-glue/crawlers.",
                Figures = Only(Figure.Of("AWS/Events", "TriggeredRules", "Sum", "RuleName", args.Crawls.Failures.Name)),
            },
            new AlarmDefinition
            {
                Name = "publishing-failed",
                Description = "A run of the publisher failed; the next one, in ten minutes, begins its batch again. Read the run's history.",
                Figures = new Dictionary<string, Figure> { ["failed"] = Runs("ExecutionsFailed"), ["late"] = Runs("ExecutionsTimedOut"), ["stopped"] = Runs("ExecutionsAborted") },
                Expression = "FILL(failed, 0) + FILL(late, 0) + FILL(stopped, 0)",
            },
            new AlarmDefinition
            {
                Name = "publishing-behind",
                Description = "Recordings wait longer than half an hour to be published. See whether the publisher runs, and how it ends.",
                Figures = Only(Figure.Of("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", "QueueName", args.Publishing.Queue.Name)),
                Above = 30 * 60,
            },
            new AlarmDefinition
            {
                Name = "unpublished",
                Description = "Recordings could not be published although it was tried again and again. Read the publisher's log, then: ecg redrive.",
                Figures = Only(Figure.Of("AWS/SQS", "ApproximateNumberOfMessagesVisible", "Maximum", "QueueName", args.Publishing.DeadLetters.Name)),
            },
            new AlarmDefinition
            {
                Name = "leads-left-out",
                Description = "Leads have no column in samples, which has as many as it may: they are in incoming alone. See who uploads them.",
                Figures = Only(Figure.Of(
                    PipelineContract.MetricsNamespace, PipelineContract.LeadsLeftOutMetric, "Sum", PipelineContract.MetricsDimension, args.Publishing.Function.Name)),
            },
            new AlarmDefinition
            {
                Name = "alerts-undelivered",
                Description = "An alarm could not be delivered to one of those who should hear it. Look at the topic's subscriptions.",
                Figures = Only(Figure.Of("AWS/SNS", "NumberOfNotificationsFailed", "Sum", "TopicName", topic)),
            },

            .. Copies(args),

            // One window could end between an upload and its conversion; two in a row cannot.
            new AlarmDefinition
            {
                Name = "no-conversions",
                Description = "There were uploads, and none was converted or rejected. See whether the function runs, and read its log.",
                Figures = new Dictionary<string, Figure>
                {
                    ["uploads"] = Uploads("NumberOfMessagesSent", "Sum"),
                    ["converted"] = Recordings(PipelineContract.ConvertedMetric),
                    ["rejected"] = Recordings(PipelineContract.RejectedMetric),
                },
                Expression = "IF(FILL(uploads, 0) > 0, IF(FILL(converted, 0) + FILL(rejected, 0) > 0, 0, 1), 0)",
                PeriodSeconds = settings.SilenceHours * Hour / 2,
                Periods = 2,
            },

            // Lambda asks a queue all the time, whether there is something in it or not.
            new AlarmDefinition
            {
                Name = "nobody-polls",
                Description = "Nobody asks the queue for uploads: the event source mapping is disabled or gone, or its role may not. Enable it.",
                Figures = new Dictionary<string, Figure>
                {
                    ["found"] = Uploads("NumberOfMessagesReceived", "Sum"),
                    ["empty"] = Uploads("NumberOfEmptyReceives", "Sum"),
                },
                Expression = "FILL(found, 0) + FILL(empty, 0)",
                Below = 1,
                Periods = 3,
                SilenceIsBad = true,
            },
            new AlarmDefinition
            {
                Name = "crawls-missing",
                Description = "The crawler has not succeeded for too long: new datasets and leads are not found. Start it, and see its schedule.",
                Figures = Only(Figure.Of("AWS/Events", "TriggeredRules", "Sum", "RuleName", args.Crawls.Successes.Name)),
                Below = 1,
                PeriodSeconds = Hour,
                Periods = settings.CrawlSilenceHours,
                SilenceIsBad = true,
            },
        ];
    }

    private static IEnumerable<AlarmDefinition> Copies(AlertingArgs args) => args.Replica is not { } replica
        ? []
        :
        [
            new AlarmDefinition
            {
                Name = "copies-failed",
                Description = "Recordings could not be copied to the other account. Look at its bucket's and its key's policies.",
                Figures = Only(new Figure("AWS/S3", "OperationsFailedReplication", "Sum", new InputMap<string>
                {
                    { "SourceBucket", args.Raw.Name },
                    { "DestinationBucket", replica.Bucket },
                    { "RuleId", Replication.RuleId },
                })),
            },
        ];

    private static Dictionary<string, Figure> Only(Figure figure) => new() { ["figure"] = figure };
}

/// <summary>A metric of one thing.</summary>
/// <param name="Namespace">The service that it is of.</param>
/// <param name="Metric">Its name.</param>
/// <param name="Statistic">How the values of a period become one.</param>
/// <param name="Dimensions">What it is of.</param>
internal sealed record Figure(string Namespace, string Metric, string Statistic, InputMap<string> Dimensions)
{
    /// <summary>A metric whose one dimension is the name of what it is of.</summary>
    public static Figure Of(string service, string metric, string statistic, string dimension, Output<string> name) =>
        new(service, metric, statistic, new InputMap<string> { { dimension, name } });
}
