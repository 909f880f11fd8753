using System.Text.Json.Serialization;
using Infra.Policies;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;

namespace Infra.Components;

/// <summary>
/// Records how the crawler's runs end, because the crawler has no metrics: each end becomes a log line and a count of the rule that matched.
/// The alarms' topic therefore accepts nothing from EventBridge, whose events it could not tell from another account's.
/// </summary>
internal sealed class CrawlJournal : ComponentResource
{
    private const int DaysKept = 90;
    private const int RegulatedDaysKept = 365;

    // EventBridge writes only to groups with this prefix.
    private const string EventLogs = "/aws/events";

    /// <summary>Declares the log and the rules that write to it.</summary>
    public CrawlJournal(string name, CrawlJournalArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:CrawlJournal", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string crawls = args.Scope.Name("crawls");

        var log = new CloudWatch.LogGroup(
            crawls,
            new CloudWatch.LogGroupArgs { Name = $"{EventLogs}/{crawls}", RetentionInDays = args.Scope.Safeguards is null ? DaysKept : RegulatedDaysKept, KmsKeyId = args.Scope.KeyArn, Tags = args.Scope.Tags },
            child);

        var permission = new CloudWatch.LogResourcePolicy(
            crawls,
            new CloudWatch.LogResourcePolicyArgs { PolicyName = crawls, PolicyDocument = WriteEvents(log).ToJson() },
            child);

        // Crawler -> log.
        Failures = Rule("failed", "The crawler failed: new datasets and leads are not found until it succeeds.", "Failed");
        Successes = Rule("succeeded", "The crawler has looked through the lake.", "Succeeded");
        RegisterOutputs();

        CloudWatch.EventRule Rule(string end, string description, string state)
        {
            string crawl = args.Scope.Name($"crawl-{end}");
            var rule = new CloudWatch.EventRule(
                crawl,
                new CloudWatch.EventRuleArgs
                {
                    Description = description,
                    EventPattern = args.Crawler.Name.Apply(crawler => JsonText.Of(CrawlerEvents.Of(crawler, state))),
                    Tags = args.Scope.Tags,
                },
                child);

            _ = new CloudWatch.EventTarget(
                crawl,
                new CloudWatch.EventTargetArgs { Rule = rule.Name, Arn = log.Arn },
                new CustomResourceOptions { Parent = this, DependsOn = permission });

            return rule;
        }
    }

    /// <summary>The rule that matches failed runs.</summary>
    public CloudWatch.EventRule Failures { get; }

    /// <summary>The rule that matches successful runs.</summary>
    public CloudWatch.EventRule Successes { get; }

    private static PolicyDocument WriteEvents(CloudWatch.LogGroup log) => new(
        [WriteEvents("TakeEvents", "events.amazonaws.com", log), WriteEvents("DeliverLogs", "delivery.logs.amazonaws.com", log)]);

    private static Statement WriteEvents(string sid, string service, CloudWatch.LogGroup log) => new()
    {
        Sid = sid,
        Principal = Principal.Service(service),
        Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resources = [Output.Format($"{log.Arn}:*")],
    };
}

/// <summary>The arguments of the journal component.</summary>
internal sealed record CrawlJournalArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The crawler.</summary>
    public required Glue.Crawler Crawler { get; init; }
}

/// <summary>A pattern for a crawler's events in EventBridge.</summary>
/// <param name="Source">The service that reports them.</param>
/// <param name="DetailType">The type of the event.</param>
/// <param name="Detail">The crawler and its state.</param>
internal sealed record CrawlerEvents(
    [property: JsonPropertyName("source")] IReadOnlyList<string> Source,
    [property: JsonPropertyName("detail-type")] IReadOnlyList<string> DetailType,
    [property: JsonPropertyName("detail")] CrawlerState Detail)
{
    /// <summary>Returns the pattern for one crawler in one state.</summary>
    public static CrawlerEvents Of(string crawler, string state) => new(
        ["aws.glue"],
        ["Glue Crawler State Change"],
        new CrawlerState([crawler], [state]));
}

/// <summary>The crawlers and states that an event pattern matches.</summary>
/// <param name="CrawlerNames">The crawlers.</param>
/// <param name="States">The states.</param>
internal sealed record CrawlerState(
    [property: JsonPropertyName("crawlerName")] IReadOnlyList<string> CrawlerNames,
    [property: JsonPropertyName("state")] IReadOnlyList<string> States);
