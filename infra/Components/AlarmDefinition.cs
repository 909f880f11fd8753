using Ecg;
using Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;

namespace Infra.Components;

/// <summary>An alarm: a metric, or an expression over several, and its threshold.</summary>
internal sealed record AlarmDefinition
{
    private const int Minutes5 = 300;
    private const int Hour = 3600;
    private const int Day = 24 * Hour;

    /// <summary>The alarm's name within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>What happened, and what to do.</summary>
    public required string Description { get; init; }

    /// <summary>The metrics, by their ids in the expression.</summary>
    public required IReadOnlyDictionary<string, Figure> Figures { get; init; }

    /// <summary>The CloudWatch metric math over the metrics; <see langword="null"/> to use the only metric as it is.</summary>
    public string? Expression { get; init; }

    /// <summary>The threshold that must not be exceeded.</summary>
    public double Above { get; init; }

    /// <summary>The threshold that must be reached; <see langword="null"/> if <see cref="Above"/> applies.</summary>
    public double? Below { get; init; }

    /// <summary>The length of a period.</summary>
    public int PeriodSeconds { get; init; } = Minutes5;

    /// <summary>The number of consecutive periods in breach before the alarm is raised.</summary>
    public int Periods { get; init; } = 1;

    /// <summary>Whether missing data counts as breaching. An unused queue or function reports no data.</summary>
    public bool SilenceIsBad { get; init; }

    /// <summary>Returns all alarms: first those on failures, then those on missing activity.</summary>
    public static IEnumerable<AlarmDefinition> All(AlertingArgs args, Output<string> topic)
    {
        Figure Uploads(string metric, string statistic) => Figure.Of("AWS/SQS", metric, statistic, "QueueName", args.Uploads.Name);
        Figure DeadLetters(string metric) => Figure.Of("AWS/SQS", metric, "Maximum", "QueueName", args.DeadLetters.Name);
        Figure Function(string metric, string statistic) => Figure.Of("AWS/Lambda", metric, statistic, "FunctionName", args.Converter.Name);
        Figure Recordings(string metric) =>
            Figure.Of(PipelineContract.MetricsNamespace, metric, "Sum", PipelineContract.MetricsDimension, args.Converter.Name);
        AlertingSettings settings = args.Settings;
        Figure Unpublished(string metric) => Figure.Of("AWS/SQS", metric, "Maximum", "QueueName", args.Publishing.DeadLetters.Name);
        Figure Matches(CloudWatch.EventRule rule) => Figure.Of("AWS/Events", "TriggeredRules", "Sum", "RuleName", rule.Name);
        Figure Runs(string metric) => Figure.Of("AWS/States", metric, "Sum", "StateMachineArn", args.Publishing.Machine.Arn);

        return
        [
            new AlarmDefinition
            {
                Name = "dead-letters",
                Description = "Recordings could not be converted in maxReceiveCount attempts. Read the function's log, fix the cause, then run ecg redrive.",
                Figures = Only(DeadLetters("ApproximateNumberOfMessagesVisible")),
            },
            new AlarmDefinition
            {
                Name = "dead-letters-expire",
                Description = "A dead letter is older than 10 days; SQS deletes it after 14. Run ecg redrive, or note the recordings.",
                Figures = Only(DeadLetters("ApproximateAgeOfOldestMessage")),
                Above = 10 * Day,
            },
            new AlarmDefinition
            {
                Name = "uploads-wait",
                Description = "Uploads have waited too long to be converted. Raise maximumConcurrency, or find out why the function is slow.",
                Figures = Only(Uploads("ApproximateAgeOfOldestMessage", "Maximum")),
                Above = settings.OldestMessageMinutes * 60,
            },
            new AlarmDefinition
            {
                Name = "convert-errors",
                Description = "The function crashed or timed out; its messages are retried. Read the function's log.",
                Figures = Only(Function("Errors", "Sum")),
            },
            new AlarmDefinition
            {
                Name = "convert-failures",
                Description = "Recordings went back to the queue to be retried: throttling, a missing permission or the network. Read the function's log.",
                Figures = Only(Recordings(PipelineContract.FailedMetric)),
            },
            new AlarmDefinition
            {
                Name = "recordings-missing",
                Description = "The daily check found recordings that were neither converted nor rejected, and queued them again. If it finds them again, run ecg reconcile.",
                Figures = Only(Recordings(PipelineContract.MissingMetric)),
            },
            new AlarmDefinition
            {
                Name = "convert-throttles",
                Description = "AWS throttled the function for 15 minutes: the account has no concurrency left for it.",
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
                Description = "The function has run at its concurrency limit for 30 minutes. Raise maximumConcurrency if uploads wait.",
                Figures = Only(Function("ConcurrentExecutions", "Maximum")),
                Above = args.Conversion.MaximumConcurrency - 1,
                Periods = 6,
            },
            new AlarmDefinition
            {
                Name = "rejected-share",
                Description = "Too many of the last hour's recordings were rejected. The table rejected has the reasons.",
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
                Description = "The crawler failed; new datasets do not appear in the _incoming database until it succeeds. Read the log group /aws-glue/crawlers.",
                Figures = Only(Matches(args.Crawls.Failures)),
            },
            new AlarmDefinition
            {
                Name = "publishing-failed",
                Description = "A run of the publisher failed; the next one, in ten minutes, retries its batch. Read the run's history.",
                Figures = new Dictionary<string, Figure> { ["failed"] = Runs("ExecutionsFailed"), ["late"] = Runs("ExecutionsTimedOut"), ["stopped"] = Runs("ExecutionsAborted") },
                Expression = "FILL(failed, 0) + FILL(late, 0) + FILL(stopped, 0)",
            },
            new AlarmDefinition
            {
                Name = "publishing-behind",
                Description = "Recordings have waited longer than 30 minutes to be published. Check whether the publisher runs, and how its last runs ended.",
                Figures = Only(Figure.Of("AWS/SQS", "ApproximateAgeOfOldestMessage", "Maximum", "QueueName", args.Publishing.Queue.Name)),
                Above = 30 * 60,
            },
            new AlarmDefinition
            {
                Name = "unpublished",
                Description = "Recordings could not be published in ten attempts. Read the publisher's log, fix the cause, then run ecg redrive.",
                Figures = Only(Unpublished("ApproximateNumberOfMessagesVisible")),
            },
            new AlarmDefinition
            {
                Name = "unpublished-expire",
                Description = "A recording has been unpublished for more than 10 days; SQS deletes its message after 14. Run ecg redrive.",
                Figures = Only(Unpublished("ApproximateAgeOfOldestMessage")),
                Above = 10 * Day,
            },
            new AlarmDefinition
            {
                Name = "leads-left-out",
                Description = "samples has reached its limit of lead columns, so some leads are only in incoming/. Find out where they come from.",
                Figures = Only(Figure.Of(
                    PipelineContract.MetricsNamespace, PipelineContract.LeadsLeftOutMetric, "Sum", PipelineContract.MetricsDimension, args.Publishing.Function.Name)),
            },
            new AlarmDefinition
            {
                Name = "alerts-undelivered",
                Description = "An alarm could not be delivered to a subscriber. Check the topic's subscriptions.",
                Figures = Only(Figure.Of("AWS/SNS", "NumberOfNotificationsFailed", "Sum", "TopicName", topic)),
            },

            .. Copies(args),

            // One window could end between an upload and its conversion; two consecutive windows cannot.
            new AlarmDefinition
            {
                Name = "no-conversions",
                Description = "Uploads arrived, but none was converted or rejected. Check whether the function runs, and read its log.",
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

            // Lambda polls a queue all the time, even an empty one.
            new AlarmDefinition
            {
                Name = "nobody-polls",
                Description = "Nothing polls the queue: the event source mapping is disabled or missing, or its role lacks the permission. Enable it.",
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
                Description = "The crawler has not succeeded for crawlSilenceHours; new datasets do not appear in the _incoming database. Start it, and check its schedule.",
                Figures = Only(Matches(args.Crawls.Successes)),
                Below = 1,
                PeriodSeconds = Hour,
                Periods = settings.CrawlSilenceHours,
                SilenceIsBad = true,
            },

            // A run that finds nothing to do succeeds as well, so there are six in an hour.
            new AlarmDefinition
            {
                Name = "publishing-missing",
                Description = "No run of the publisher has succeeded for three hours. Check its schedule, and how its runs ended.",
                Figures = Only(Runs("ExecutionsSucceeded")),
                Below = 1,
                PeriodSeconds = Hour,
                Periods = 3,
                SilenceIsBad = true,
            },
            new AlarmDefinition
            {
                Name = "daily-check-missing",
                Description = "The daily check for lost uploads has not been started for 36 hours. Check whether its rule is enabled.",
                Figures = Only(Matches(args.DailyCheck)),
                Below = 1,
                PeriodSeconds = Hour,
                Periods = 36,
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
                Description = "Recordings could not be copied to the other account. Check the policies of its bucket and key.",
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

/// <summary>A metric of one resource.</summary>
/// <param name="Namespace">The metric's namespace.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Statistic">How the values of a period are aggregated.</param>
/// <param name="Dimensions">The dimensions that identify the resource.</param>
internal sealed record Figure(string Namespace, string Metric, string Statistic, InputMap<string> Dimensions)
{
    /// <summary>Returns a metric whose only dimension is the resource's name.</summary>
    public static Figure Of(string service, string metric, string statistic, string dimension, Output<string> name) =>
        new(service, metric, statistic, new InputMap<string> { { dimension, name } });
}
