using System.Globalization;
using Infra.Settings;
using Pulumi;
using Budgets = Pulumi.Aws.Budgets;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Lambda = Pulumi.Aws.Lambda;
using Sns = Pulumi.Aws.Sns;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>Declares the alarms, and sends each to e-mail and Slack.</summary>
internal sealed class Alerting : ComponentResource
{
    /// <summary>Declares the alarms and their recipients.</summary>
    public Alerting(string name, AlertingArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Alerting", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };

        var topic = new AlertTopic(
            "alert-topic",
            new AlertTopicArgs { Scope = args.Scope },
            new ComponentResourceOptions { Parent = this });

        // Queues, function, crawler -> topic.
        Alarms = [.. AlarmDefinition.All(args, topic.Name).Select(definition => Alarm(args.Scope, definition, topic, child))];

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
                new SlackChannelArgs { Scope = args.Scope, Boundary = args.Boundary, Settings = slack, TopicArn = topic.Arn },
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

    private static CloudWatch.MetricAlarm Alarm(StackScope scope, AlarmDefinition definition, AlertTopic topic, CustomResourceOptions options)
    {
        var args = new CloudWatch.MetricAlarmArgs
        {
            AlarmDescription = definition.Description,
            ComparisonOperator = definition.Below is null ? "GreaterThanThreshold" : "LessThanThreshold",
            Threshold = definition.Below ?? definition.Above,
            EvaluationPeriods = definition.Periods,
            TreatMissingData = definition.SilenceIsBad ? "breaching" : "notBreaching",
            AlarmActions = topic.Arn,
            OkActions = topic.Arn,
            Tags = scope.Tags,
        };

        if (definition.Expression is null)
        {
            Figure figure = definition.Figures.Values.Single();
            args.Namespace = figure.Namespace;
            args.MetricName = figure.Metric;
            args.Statistic = figure.Statistic;
            args.Dimensions = figure.Dimensions;
            args.Period = definition.PeriodSeconds;
        }
        else
        {
            args.MetricQueries = Queries(definition, definition.Expression);
        }

        return new CloudWatch.MetricAlarm(scope.Name(definition.Name), args, options);
    }

    private static CloudWatch.Inputs.MetricAlarmMetricQueryArgs[] Queries(AlarmDefinition definition, string expression) =>
    [
        new CloudWatch.Inputs.MetricAlarmMetricQueryArgs { Id = "result", Expression = expression, Label = definition.Name, ReturnData = true },
        .. definition.Figures.Select(figure => new CloudWatch.Inputs.MetricAlarmMetricQueryArgs
        {
            Id = figure.Key,
            Metric = new CloudWatch.Inputs.MetricAlarmMetricQueryMetricArgs
            {
                Namespace = figure.Value.Namespace,
                MetricName = figure.Value.Metric,
                Stat = figure.Value.Statistic,
                Dimensions = figure.Value.Dimensions,
                Period = definition.PeriodSeconds,
            },
        }),
    ];

    private static Budgets.Budget MonthlyBudget(StackScope scope, int limitUsd, AlertTopic topic, CustomResourceOptions options) => new(
        scope.Name("monthly"),
        new Budgets.BudgetArgs
        {
            BudgetType = "COST",
            TimeUnit = "MONTHLY",
            LimitAmount = limitUsd.ToString(CultureInfo.InvariantCulture),
            LimitUnit = "USD",
            Metrics = "UnblendedCost",

            // The tags separate this stack's costs from the account's, once they are activated for cost allocation.
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

/// <summary>The arguments of the alerting component.</summary>
internal sealed record AlertingArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of the permissions boundary of the Slack channel's role.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The alarms' thresholds and recipients.</summary>
    public required AlertingSettings Settings { get; init; }

    /// <summary>The queue of the uploads, whose age is alarmed.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The dead-letter queue.</summary>
    public required Sqs.Queue DeadLetters { get; init; }

    /// <summary>The converter.</summary>
    public required Lambda.Function Converter { get; init; }

    /// <summary>The converter's settings, whose limits are alarmed.</summary>
    public required ConversionSettings Conversion { get; init; }

    /// <summary>The bucket whose objects are replicated, if they are.</summary>
    public required PrivateBucket Raw { get; init; }

    /// <summary>The replica; <see langword="null"/> for none.</summary>
    public required ReplicaSettings? Replica { get; init; }

    /// <summary>The results of the crawler's runs.</summary>
    public required CrawlJournal Crawls { get; init; }

    /// <summary>The publisher.</summary>
    public required Publishing Publishing { get; init; }
}
