using System.Text.Json.Serialization;
using Infra.Policies;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Glue = Pulumi.Aws.Glue;

namespace Infra.Components;

/// <summary>
/// Gives the crawler a memory, as it has no metrics of its own: how a run ended becomes a line of a log and a count of the rule that saw it.
/// The topic of the alarms need not take anything from EventBridge then, whose events it could not tell from another account's.
/// </summary>
internal sealed class CrawlJournal : ComponentResource
{
    private const int DaysKept = 90;
    private const int RegulatedDaysKept = 365;

    // EventBridge writes to groups below this prefix alone.
    private const string EventLogs = "/aws/events";

    /// <summary>Declares the log and what writes it.</summary>
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

    /// <summary>The rule that counts runs that failed.</summary>
    public CloudWatch.EventRule Failures { get; }

    /// <summary>The rule that counts runs that succeeded.</summary>
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

/// <summary>What the journal is made of.</summary>
internal sealed record CrawlJournalArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The crawler.</summary>
    public required Glue.Crawler Crawler { get; init; }
}

/// <summary>Events of a crawler, as EventBridge matches them.</summary>
/// <param name="Source">The service that reports them.</param>
/// <param name="DetailType">What it reports.</param>
/// <param name="Detail">Of which crawler.</param>
internal sealed record CrawlerEvents(
    [property: JsonPropertyName("source")] IReadOnlyList<string> Source,
    [property: JsonPropertyName("detail-type")] IReadOnlyList<string> DetailType,
    [property: JsonPropertyName("detail")] CrawlerState Detail)
{
    /// <summary>That one crawler came to a state.</summary>
    public static CrawlerEvents Of(string crawler, string state) => new(
        ["aws.glue"],
        ["Glue Crawler State Change"],
        new CrawlerState([crawler], [state]));
}

/// <summary>Which crawler came to which state.</summary>
/// <param name="CrawlerNames">The crawlers.</param>
/// <param name="States">The states.</param>
internal sealed record CrawlerState(
    [property: JsonPropertyName("crawlerName")] IReadOnlyList<string> CrawlerNames,
    [property: JsonPropertyName("state")] IReadOnlyList<string> States);
