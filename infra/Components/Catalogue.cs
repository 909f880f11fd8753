using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Glue = Pulumi.Aws.Glue;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// Shows what the function writes, before it is published and what is never: the crawler makes tables of it. Nothing waits for
/// them; they tell of datasets, of leads that have no column, and of what the publisher left behind.
/// </summary>
internal sealed class Catalogue : ComponentResource
{
    private const string IncomingSuffix = "_incoming";

    /// <summary>Declares the database and the crawler that keeps it.</summary>
    public Catalogue(string name, CatalogueArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Catalogue", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string crawl = args.Scope.Name("crawl");

        Database = new Glue.CatalogDatabase(
            args.Scope.Name("incoming"),
            new Glue.CatalogDatabaseArgs
            {
                Name = args.Scope.Database + IncomingSuffix,
                Description = "What the converter has written, as the crawler finds it.",
                Tags = args.Scope.Tags,
            },
            child);

        var role = new Iam.Role(
            crawl,
            new Iam.RoleArgs
            {
                Description = "What the crawler may do.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("glue.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);

        var permissions = new Iam.RolePolicy(
            crawl,
            new Iam.RolePolicyArgs { Role = role.Name, Policy = Permissions(args, Database).ToJson() },
            child);

        // Lake -> tables.
        Crawler = new Glue.Crawler(
            crawl,
            new Glue.CrawlerArgs
            {
                Description = "Finds datasets and leads in what the converter has written.",
                DatabaseName = Database.Name,
                Role = role.Arn,
                S3Targets = PipelineContract.Tables.Select(table => Folder(args.Processed, table)).ToArray(),
                Schedule = args.Settings.CrawlerSchedule,
                Configuration = JsonText.Of(CrawlerConfiguration.OneTablePerFolder(PipelineContract.Tables.Count)),
                SchemaChangePolicy = new Glue.Inputs.CrawlerSchemaChangePolicyArgs
                {
                    // What a crawl of new folders alone asks for.
                    UpdateBehavior = "LOG",

                    // A folder that happens to be empty is no reason to take a table from its queries.
                    DeleteBehavior = "LOG",
                },

                // So that a run costs what is new, not what is there.
                RecrawlPolicy = new Glue.Inputs.CrawlerRecrawlPolicyArgs { RecrawlBehavior = "CRAWL_NEW_FOLDERS_ONLY" },
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = permissions });

        Crawls = new CrawlJournal(
            "crawl-journal",
            new CrawlJournalArgs { Scope = args.Scope, Crawler = Crawler },
            new ComponentResourceOptions { Parent = this });

        RegisterOutputs();
    }

    /// <summary>The database with the tables.</summary>
    public Glue.CatalogDatabase Database { get; }

    /// <summary>The crawler that keeps them.</summary>
    public Glue.Crawler Crawler { get; }

    /// <summary>How its runs ended.</summary>
    public CrawlJournal Crawls { get; }

    private static Glue.Inputs.CrawlerS3TargetArgs Folder(PrivateBucket lake, string table) =>
        new() { Path = Output.Format($"s3://{lake.Name}/{PipelineContract.IncomingFolder}{table}/") };

    private static PolicyDocument Permissions(CatalogueArgs args, Glue.CatalogDatabase database) => new(
    [
        new Statement
        {
            Sid = "ReadTheLake",
            Actions = ["s3:GetObject"],
            Resources = [.. PipelineContract.Tables.Select(table => (Input<string>)Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}{table}/*"))],
        },
        new Statement
        {
            Sid = "ListTheLake",
            Actions = ["s3:ListBucket", "s3:GetBucketLocation"],
            Resources = [args.Processed.Arn],
        },
        new Statement
        {
            Sid = "KeepTheTables",
            Actions =
            [
                "glue:GetDatabase", "glue:GetTable", "glue:GetTables", "glue:CreateTable", "glue:UpdateTable", "glue:GetPartition",
                "glue:GetPartitions", "glue:BatchGetPartition", "glue:CreatePartition", "glue:BatchCreatePartition",
                "glue:UpdatePartition", "glue:BatchUpdatePartition",
            ],
            Resources = args.Scope.Account.Databases(database.Name),
        },

        .. Safeguards.Use(args.Scope, write: false),

        // Glue writes the logs of all crawlers of an account here.
        new Statement
        {
            Sid = "WriteLogs",
            Actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            Resources =
            [
                args.Scope.Account.Arn("logs", "log-group:/aws-glue/crawlers"),
                args.Scope.Account.Arn("logs", "log-group:/aws-glue/crawlers:*"),
            ],
        },
    ]);
}

/// <summary>What the catalogue is made of.</summary>
internal sealed record CatalogueArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The limit of its role, as an ARN.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>When the crawler runs.</summary>
    public required CatalogueSettings Settings { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}

/// <summary>What a crawler makes of what it finds. The property names are those of Glue's JSON.</summary>
/// <param name="Version">The version of the form.</param>
/// <param name="Grouping">What becomes one table.</param>
/// <param name="CrawlerOutput">How tables and partitions are written.</param>
/// <param name="CreatePartitionIndex">Whether partitions are indexed.</param>
internal sealed record CrawlerConfiguration(int Version, CrawlerGrouping Grouping, CrawlerOutput CrawlerOutput, bool CreatePartitionIndex)
{
    /// <summary>In s3://bucket/incoming/table/partition/, the bucket is level 1 and the table level 3.</summary>
    private const int TableLevel = 3;

    /// <summary>
    /// One table for each folder below the bucket, however much the recordings in it differ: files with other leads add
    /// their columns, and every partition has all columns of its table, so that a query never meets two schemas. Without an index, which
    /// the crawler would make unasked and has no permission for: a table has as many partitions as there are datasets.
    /// </summary>
    public static CrawlerConfiguration OneTablePerFolder(int tables) => new(
        1,
        new CrawlerGrouping("CombineCompatibleSchemas", TableLevel),
        new CrawlerOutput(new CrawlerTables("MergeNewColumns", tables), new CrawlerPartitions("InheritFromTable")),
        CreatePartitionIndex: false);
}

/// <summary>What a crawler makes one table of.</summary>
/// <param name="TableGroupingPolicy">Whether files with other columns share a table.</param>
/// <param name="TableLevelConfiguration">At which level of the path a table begins.</param>
internal sealed record CrawlerGrouping(string TableGroupingPolicy, int TableLevelConfiguration);

/// <summary>How a crawler writes what it found.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Partitions">Their partitions.</param>
internal sealed record CrawlerOutput(CrawlerTables Tables, CrawlerPartitions Partitions);

/// <summary>How a crawler writes tables.</summary>
/// <param name="AddOrUpdateBehavior">What it does to a table that is there already.</param>
/// <param name="TableThreshold">How many tables there can be, at most.</param>
internal sealed record CrawlerTables(string AddOrUpdateBehavior, int TableThreshold);

/// <summary>How a crawler writes partitions.</summary>
/// <param name="AddOrUpdateBehavior">Where their columns come from.</param>
internal sealed record CrawlerPartitions(string AddOrUpdateBehavior);
