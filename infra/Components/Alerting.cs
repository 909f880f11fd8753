using System.Globalization;
using System.Text.Json.Serialization;
using Infra.Settings;
using Pulumi;
using Budgets = Pulumi.Aws.Budgets;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;
using Lambda = Pulumi.Aws.Lambda;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>Gives the pipeline a voice: what needs a person becomes an alarm, and every alarm reaches one.</summary>
internal sealed class Alerting : ComponentResource
{
    private const int PeriodSeconds = 300;

    /// <summary>Declares the alarms and where they go.</summary>
    public Alerting(string name, AlertingArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Alerting", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        var topic = new AlertTopic(
            "alert-topic",
            new AlertTopicArgs { Scope = args.Scope },
            new ComponentResourceOptions { Parent = this });

        // Queues, function -> topic.
        Alarms = [.. Definitions(args).Select(definition => Alarm(args.Scope, definition, topic, child))];

        // Crawler -> topic.
        var failures = new CloudWatch.EventRule(
            args.Scope.Name("crawl-failed"),
            new CloudWatch.EventRuleArgs
            {
                Description = "The crawler failed: new datasets and leads are not found until it succeeds.",
                EventPattern = args.Crawler.Name.Apply(crawler => JsonText.Of(CrawlerFailurePattern.Of(crawler))),
                Tags = args.Scope.Tags,
            },
            child);

        _ = new CloudWatch.EventTarget(
            args.Scope.Name("crawl-failed"),
            new CloudWatch.EventTargetArgs { Rule = failures.Name, Arn = topic.Arn },
            new CustomResourceOptions { Parent = this, DependsOn = topic.Policy });

        // Topic -> e-mail.
        if (args.Settings.Email is { } email)
        {
            _ = new Sns.TopicSubscription(
                args.Scope.Name("email"),
                new Sns.TopicSubscriptionArgs { Topic = topic.Arn, Protocol = "email", Endpoint = email },
                child);
        }

        // Topic -> Slack.
        if (args.Settings.Slack is { } slack)
        {
            _ = new SlackChannel(
                "slack-channel",
                new SlackChannelArgs { Scope = args.Scope, Settings = slack, TopicArn = topic.Arn },
                new ComponentResourceOptions { Parent = this });
        }

        // Bill -> topic.
        if (args.Settings.MonthlyBudgetUsd is { } limit)
        {
            _ = MonthlyBudget(args.Scope, limit, topic, new CustomResourceOptions { Parent = this, DependsOn = topic.Policy });
        }

        TopicArn = topic.Arn;
        RegisterOutputs();
    }

    /// <summary>The topic that every alarm goes to.</summary>
    public Output<string> TopicArn { get; }

    /// <summary>The alarms.</summary>
    public IReadOnlyList<CloudWatch.MetricAlarm> Alarms { get; }

    private static IEnumerable<AlarmDefinition> Definitions(AlertingArgs args) =>
    [
        new AlarmDefinition
        {
            Name = "dead-letters",
            Description = "Recordings could not be converted although they were tried again and again. Read the log, then: ecg redrive.",
            Namespace = "AWS/SQS",
            Metric = "ApproximateNumberOfMessagesVisible",
            Statistic = "Maximum",
            Dimensions = new InputMap<string> { { "QueueName", args.DeadLetters.Name } },
            Above = 0,
        },
        new AlarmDefinition
        {
            Name = "uploads-wait",
            Description = "Uploads wait too long to be converted. Raise maximumConcurrency, or see why the function is slow.",
            Namespace = "AWS/SQS",
            Metric = "ApproximateAgeOfOldestMessage",
            Statistic = "Maximum",
            Dimensions = new InputMap<string> { { "QueueName", args.Uploads.Name } },
            Above = args.Settings.OldestMessageMinutes * 60,
        },
        new AlarmDefinition
        {
            Name = "convert-errors",
            Description = "The function crashed or ran out of time; its messages are tried again. Read the log.",
            Namespace = "AWS/Lambda",
            Metric = "Errors",
            Statistic = "Sum",
            Dimensions = new InputMap<string> { { "FunctionName", args.Converter.Name } },
            Above = 0,
        },
        new AlarmDefinition
        {
            Name = "convert-throttles",
            Description = "The function was refused to run for a quarter of an hour: the account has no concurrency left for it.",
            Namespace = "AWS/Lambda",
            Metric = "Throttles",
            Statistic = "Sum",
            Dimensions = new InputMap<string> { { "FunctionName", args.Converter.Name } },
            Above = 0,
            Periods = 3,
        },
    ];

    private static CloudWatch.MetricAlarm Alarm(
        StackScope scope, AlarmDefinition definition, AlertTopic topic, CustomResourceOptions options) => new(
        scope.Name(definition.Name),
        new CloudWatch.MetricAlarmArgs
        {
            AlarmDescription = definition.Description,
            Namespace = definition.Namespace,
            MetricName = definition.Metric,
            Statistic = definition.Statistic,
            Dimensions = definition.Dimensions,
            ComparisonOperator = "GreaterThanThreshold",
            Threshold = definition.Above,
            Period = PeriodSeconds,
            EvaluationPeriods = definition.Periods,

            // A queue or a function that nobody uses reports nothing.
            TreatMissingData = "notBreaching",
            AlarmActions = topic.Arn,
            OkActions = topic.Arn,
            Tags = scope.Tags,
        },
        options);

    private static Budgets.Budget MonthlyBudget(StackScope scope, int limitUsd, AlertTopic topic, CustomResourceOptions options) => new(
        scope.Name("monthly"),
        new Budgets.BudgetArgs
        {
            BudgetType = "COST",
            TimeUnit = "MONTHLY",
            LimitAmount = limitUsd.ToString(CultureInfo.InvariantCulture),
            LimitUnit = "USD",
            Metrics = "UnblendedCost",

            // The tags tell this stack's costs from the account's, once they are activated for cost allocation.
            FilterExpression = new Budgets.Inputs.BudgetFilterExpressionArgs
            {
                Ands = { CostsTagged("project", scope), CostsTagged("environment", scope) },
            },
            Notifications = { Notice("ACTUAL", 80, topic), Notice("FORECASTED", 100, topic) },
            Tags = scope.Tags,
        },
        options);

    private static Budgets.Inputs.BudgetFilterExpressionAndArgs CostsTagged(string tag, StackScope scope) => new()
    {
        Tags = new Budgets.Inputs.BudgetFilterExpressionAndTagsArgs { Key = tag, Values = scope.Tags[tag], MatchOptions = "EQUALS" },
    };

    private static Budgets.Inputs.BudgetNotificationArgs Notice(string of, double percent, AlertTopic topic) => new()
    {
        NotificationType = of,
        ComparisonOperator = "GREATER_THAN",
        Threshold = percent,
        ThresholdType = "PERCENTAGE",
        SubscriberSnsTopicArns = topic.Arn,
    };
}

/// <summary>What the alerting is made of.</summary>
internal sealed record AlertingArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>What raises an alarm, and who hears it.</summary>
    public required AlertingSettings Settings { get; init; }

    /// <summary>The queue whose messages must not grow old.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The queue that must stay empty.</summary>
    public required Sqs.Queue DeadLetters { get; init; }

    /// <summary>The function that must not fail.</summary>
    public required Lambda.Function Converter { get; init; }

    /// <summary>The crawler that must not fail.</summary>
    public required Glue.Crawler Crawler { get; init; }
}

/// <summary>One alarm: a figure that must not rise above a limit.</summary>
internal sealed record AlarmDefinition
{
    /// <summary>What the alarm is called, within the stack.</summary>
    public required string Name { get; init; }

    /// <summary>What has happened, and what to do.</summary>
    public required string Description { get; init; }

    /// <summary>The service that the figure is of.</summary>
    public required string Namespace { get; init; }

    /// <summary>The figure.</summary>
    public required string Metric { get; init; }

    /// <summary>How the figures of a period become one.</summary>
    public required string Statistic { get; init; }

    /// <summary>What the figure is of.</summary>
    public required InputMap<string> Dimensions { get; init; }

    /// <summary>The limit.</summary>
    public required double Above { get; init; }

    /// <summary>How many periods in a row it must be above the limit.</summary>
    public int Periods { get; init; } = 1;
}

/// <summary>The event that a crawler failed, as EventBridge matches it.</summary>
/// <param name="Source">The service that reports it.</param>
/// <param name="DetailType">What it reports.</param>
/// <param name="Detail">Of which crawler.</param>
internal sealed record CrawlerFailurePattern(
    [property: JsonPropertyName("source")] IReadOnlyList<string> Source,
    [property: JsonPropertyName("detail-type")] IReadOnlyList<string> DetailType,
    [property: JsonPropertyName("detail")] CrawlerFailureDetail Detail)
{
    /// <summary>The failures of one crawler.</summary>
    public static CrawlerFailurePattern Of(string crawler) => new(
        ["aws.glue"],
        ["Glue Crawler State Change"],
        new CrawlerFailureDetail([crawler], ["Failed"]));
}

/// <summary>Which crawler came to which state.</summary>
/// <param name="CrawlerNames">The crawlers.</param>
/// <param name="States">The states.</param>
internal sealed record CrawlerFailureDetail(
    [property: JsonPropertyName("crawlerName")] IReadOnlyList<string> CrawlerNames,
    [property: JsonPropertyName("state")] IReadOnlyList<string> States);
