using System.Collections.Immutable;
using Ecg.Cli.Querying;
using Infra.Components;
using Infra.Settings;
using Pulumi;

namespace Infra;

/// <summary>
/// The pipeline:
/// <code>
/// recorder -> raw bucket -> queue -> function -> incoming -> publisher -> tables -> analysts
///                             |          |          |                       |
///                        dead letters   Slack    crawler               alarms -> e-mail, Slack
/// </code>
/// Each arrow is declared in one place: a component receives the arrow's source, and declares its target.
/// </summary>
internal sealed class EcgPipelineStack : Stack
{
    /// <summary>Declares the stack.</summary>
    public EcgPipelineStack()
    {
        string environment = Deployment.Instance.StackName;
        var settings = PipelineSettings.Read(environment, new StackConfiguration());
        if (settings.GitHub is { } gitHub && Deployment.Instance.IsDryRun)
        {
            GitHubIdentity.Check(environment, gitHub);
        }

        var scope = new StackScope(
            environment,
            AwsAccount.Current(),
            Tags(environment, settings.Ownership),
            settings.Storage.KeepData);
        var child = new ComponentResourceOptions { Parent = this };

        // All components -> audit logs, and one key for all stored data.
        if (settings.Regulated is { } regulated)
        {
            scope = scope with { Safeguards = new Safeguards("safeguards", new SafeguardsArgs { Scope = scope, Settings = regulated }, child) };
        }

        var boundary = new Boundary("boundary", new BoundaryArgs { Scope = scope, Replica = settings.Storage.Replica }, child);

        var storage = new Storage("storage", new StorageArgs { Scope = scope, Boundary = boundary.Arn, Settings = settings.Storage }, child);

        var ingestion = new Ingestion(
            "ingestion",
            new IngestionArgs { Scope = scope, Settings = settings.Ingestion, Raw = storage.Raw },
            child);

        var conversion = new Conversion(
            "conversion",
            new ConversionArgs
            {
                Scope = scope,
                Boundary = boundary.Arn,
                Settings = settings.Conversion,
                Uploads = ingestion.Uploads,
                Raw = storage.Raw,
                Processed = storage.Processed,
            },
            child);

        var catalogue = new Catalogue(
            "catalogue",
            new CatalogueArgs { Scope = scope, Boundary = boundary.Arn, Settings = settings.Catalogue, Processed = storage.Processed },
            child);

        var tables = new Tables(
            "tables",
            new TablesArgs { Scope = scope, Boundary = boundary.Arn, Processed = storage.Processed },
            child);

        var publishing = new Publishing(
            "publishing",
            new PublishingArgs
            {
                Scope = scope,
                Boundary = boundary.Arn,
                Conversion = settings.Conversion,
                ImageUri = conversion.ImageUri,
                Tables = tables,
                Raw = storage.Raw,
                Processed = storage.Processed,
                QueryResults = storage.QueryResults,
            },
            child);

        var analytics = new Analytics(
            "analytics",
            new AnalyticsArgs
            {
                Scope = scope,
                Settings = settings.Analytics,
                Database = tables.Database,
                Incoming = catalogue.Database,
                Processed = storage.Processed,
                QueryResults = storage.QueryResults,
                Queries = NamedQuery.All,
            },
            child);

        if (settings.Regulated is { } columns)
        {
            // Tables -> analysts, without the columns about patients.
            _ = new ColumnAccess(
                "column-access",
                new ColumnAccessArgs
                {
                    Scope = scope,
                    Boundary = boundary.Arn,
                    AnalystRoles = columns.AnalystRoles,
                    Deidentified = settings.Conversion.Deidentify,
                    Tables = tables,
                    Publisher = publishing.StatementsRole,
                    Processed = storage.Processed,
                },
                child);
        }

        var alerting = new Alerting(
            "alerting",
            new AlertingArgs
            {
                Scope = scope,
                Boundary = boundary.Arn,
                Settings = settings.Alerting,
                Uploads = ingestion.Uploads,
                DeadLetters = ingestion.DeadLetters,
                Converter = conversion.Function,
                Conversion = settings.Conversion,
                Raw = storage.Raw,
                Replica = settings.Storage.Replica,
                Crawls = catalogue.Crawls,
                Publishing = publishing,
            },
            child);

        var overview = new Overview(
            "overview",
            new OverviewArgs
            {
                Scope = scope,
                Uploads = ingestion.Uploads,
                DeadLetters = ingestion.DeadLetters,
                Converter = conversion.Function,
                Workgroups = analytics.FullAccessWorkgroup is { } fullAccess ? [analytics.Workgroup, fullAccess] : [analytics.Workgroup],
                Publishing = publishing,
                Alarms = alerting.Alarms,
            },
            child);

        Delivery? delivery = settings.GitHub is null
            ? null
            : new Delivery("delivery", new DeliveryArgs { Scope = scope, Boundary = boundary.Arn, Settings = settings.GitHub }, child);

        RawBucket = storage.Raw.Name;
        ProcessedBucket = storage.Processed.Name;
        QueryResultsBucket = storage.QueryResults.Name;
        QueueUrl = ingestion.Uploads.Url;
        DeadLetterQueueUrl = ingestion.DeadLetters.Url;
        FunctionName = conversion.Function.Name;
        FunctionRoleArn = conversion.Function.Role;
        FunctionLogGroup = conversion.LogGroupName;
        ImageUri = conversion.ImageUri;
        ImageRepository = conversion.ImageRepository;
        Database = tables.Database.Name;
        Publisher = publishing.Machine.Arn;
        Crawler = catalogue.Crawler.Name;
        CrawlerRoleArn = catalogue.Crawler.Role;
        Workgroup = analytics.Workgroup.Name;
        AnalystPolicyArn = analytics.AnalystPolicy.Arn;
        FullAccessPolicyArn = analytics.FullAccessPolicy?.Arn ?? Absent;
        FullAccessWorkgroup = analytics.FullAccessWorkgroup?.Name ?? Absent;
        AthenaUrl = ConsoleUrl(scope, "athena", Output.Format($"/workgroups/details/{Workgroup}"));
        AlertTopicArn = alerting.TopicArn;
        DashboardUrl = ConsoleUrl(scope, "cloudwatch", Output.Format($"dashboards/dashboard/{overview.Dashboard.DashboardName}"));
        PreviewRoleArn = delivery?.PreviewRole.Arn ?? Absent;
        PlanRoleArn = delivery?.PlanRole.Arn ?? Absent;
        DeployRoleArn = delivery?.DeployRole.Arn ?? Absent;
    }

    /// <summary>The bucket of the uploads.</summary>
    [Output("rawBucket")]
    public Output<string> RawBucket { get; private set; }

    /// <summary>The bucket of the lake.</summary>
    [Output("processedBucket")]
    public Output<string> ProcessedBucket { get; private set; }

    /// <summary>The bucket of the query results.</summary>
    [Output("queryResultsBucket")]
    public Output<string> QueryResultsBucket { get; private set; }

    /// <summary>The queue with a message for every upload.</summary>
    [Output("queueUrl")]
    public Output<string> QueueUrl { get; private set; }

    /// <summary>The dead-letter queue.</summary>
    [Output("deadLetterQueueUrl")]
    public Output<string> DeadLetterQueueUrl { get; private set; }

    /// <summary>The function that converts recordings.</summary>
    [Output("functionName")]
    public Output<string> FunctionName { get; private set; }

    /// <summary>The function's role.</summary>
    [Output("functionRoleArn")]
    public Output<string> FunctionRoleArn { get; private set; }

    /// <summary>The function's log group.</summary>
    [Output("functionLogGroup")]
    public Output<string> FunctionLogGroup { get; private set; }

    /// <summary>The function's image.</summary>
    [Output("imageUri")]
    public Output<string> ImageUri { get; private set; }

    /// <summary>The registry that the workflows copy images to.</summary>
    [Output("imageRepository")]
    public Output<string> ImageRepository { get; private set; }

    /// <summary>The database with the tables.</summary>
    [Output("database")]
    public Output<string> Database { get; private set; }

    /// <summary>The publisher; <c>aws stepfunctions start-execution</c> runs it at once.</summary>
    [Output("publisher")]
    public Output<string> Publisher { get; private set; }

    /// <summary>The crawler; <c>aws glue start-crawler</c> runs it at once.</summary>
    [Output("crawler")]
    public Output<string> Crawler { get; private set; }

    /// <summary>The crawler's role.</summary>
    [Output("crawlerRoleArn")]
    public Output<string> CrawlerRoleArn { get; private set; }

    /// <summary>The analysts' workgroup.</summary>
    [Output("workgroup")]
    public Output<string> Workgroup { get; private set; }

    /// <summary>The policy for analysts.</summary>
    [Output("analystPolicyArn")]
    public Output<string> AnalystPolicyArn { get; private set; }

    /// <summary>The policy that grants access to the columns about patients; empty if every analyst sees them.</summary>
    [Output("fullAccessPolicyArn")]
    public Output<string> FullAccessPolicyArn { get; private set; }

    /// <summary>The workgroup for access to the columns about patients; empty if every analyst sees them.</summary>
    [Output("fullAccessWorkgroup")]
    public Output<string> FullAccessWorkgroup { get; private set; }

    /// <summary>The address of Athena's console, in the right region and workgroup.</summary>
    [Output("athenaUrl")]
    public Output<string> AthenaUrl { get; private set; }

    /// <summary>The topic that alarms go to.</summary>
    [Output("alertTopicArn")]
    public Output<string> AlertTopicArn { get; private set; }

    /// <summary>The address of the dashboard.</summary>
    [Output("dashboardUrl")]
    public Output<string> DashboardUrl { get; private set; }

    /// <summary>The role that pull requests assume; empty without a repository.</summary>
    [Output("previewRoleArn")]
    public Output<string> PreviewRoleArn { get; private set; }

    /// <summary>The role that plans and the nightly drift detection assume; empty without a repository.</summary>
    [Output("planRoleArn")]
    public Output<string> PlanRoleArn { get; private set; }

    /// <summary>The role that deployments assume; empty without a repository.</summary>
    [Output("deployRoleArn")]
    public Output<string> DeployRoleArn { get; private set; }

    private static Output<string> Absent => Output.Create("");

    private static ImmutableDictionary<string, string> Tags(string environment, OwnershipSettings ownership) =>
        new Dictionary<string, string>
        {
            ["project"] = Deployment.Instance.ProjectName,
            ["environment"] = environment,
            ["owner"] = ownership.Owner,
            ["creator"] = ownership.Creator,
        }.ToImmutableDictionary();

    private static Output<string> ConsoleUrl(StackScope scope, string service, Output<string> page) => Output.Format(
        $"https://{scope.Account.Region}.{scope.Account.Console}/{service}/home?region={scope.Account.Region}#{page}");
}
