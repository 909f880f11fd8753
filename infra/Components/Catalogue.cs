using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Glue = Pulumi.Aws.Glue;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// Declares the crawler over incoming/, whose tables show the converter's output, including leads that have no column and
/// recordings that are not published. Nothing else depends on these tables.
/// </summary>
internal sealed class Catalogue : ComponentResource
{
    private const string IncomingSuffix = "_incoming";

    /// <summary>Declares the database and the crawler.</summary>
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
                    // Required by a crawl of new folders only.
                    UpdateBehavior = "LOG",

                    // A folder that is temporarily empty must not remove its table.
                    DeleteBehavior = "LOG",
                },

                // So that the cost of a run depends on new folders, not on all.
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

    /// <summary>The crawler.</summary>
    public Glue.Crawler Crawler { get; }

    /// <summary>The results of its runs.</summary>
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

        // Glue writes the logs of all crawlers of an account to this group.
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

/// <summary>The arguments of the catalogue component.</summary>
internal sealed record CatalogueArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The crawler's schedule.</summary>
    public required CatalogueSettings Settings { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}

/// <summary>A crawler's configuration. The property names are those of Glue's JSON.</summary>
/// <param name="Version">The version of the configuration format.</param>
/// <param name="Grouping">Which folders become one table.</param>
/// <param name="CrawlerOutput">How tables and partitions are written.</param>
/// <param name="CreatePartitionIndex">Whether partitions are indexed.</param>
internal sealed record CrawlerConfiguration(int Version, CrawlerGrouping Grouping, CrawlerOutput CrawlerOutput, bool CreatePartitionIndex)
{
    /// <summary>In s3://bucket/incoming/table/partition/, the bucket is level 1 and the table is level 3.</summary>
    private const int TableLevel = 3;

    /// <summary>
    /// One table per folder below the bucket, even if its recordings differ: files with other leads add
    /// columns, and every partition has all columns of its table, so a query never sees two schemas. No index, which
    /// the crawler would create by default and has no permission for: a table has only as many partitions as there are datasets.
    /// </summary>
    public static CrawlerConfiguration OneTablePerFolder(int tables) => new(
        1,
        new CrawlerGrouping("CombineCompatibleSchemas", TableLevel),
        new CrawlerOutput(new CrawlerTables("MergeNewColumns", tables), new CrawlerPartitions("InheritFromTable")),
        CreatePartitionIndex: false);
}

/// <summary>How a crawler groups folders into tables.</summary>
/// <param name="TableGroupingPolicy">Whether files with other columns share a table.</param>
/// <param name="TableLevelConfiguration">The level of the path at which a table begins.</param>
internal sealed record CrawlerGrouping(string TableGroupingPolicy, int TableLevelConfiguration);

/// <summary>How a crawler writes its results.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Partitions">Their partitions.</param>
internal sealed record CrawlerOutput(CrawlerTables Tables, CrawlerPartitions Partitions);

/// <summary>How a crawler writes tables.</summary>
/// <param name="AddOrUpdateBehavior">What happens to a table that already exists.</param>
/// <param name="TableThreshold">The maximum number of tables.</param>
internal sealed record CrawlerTables(string AddOrUpdateBehavior, int TableThreshold);

/// <summary>How a crawler writes partitions.</summary>
/// <param name="AddOrUpdateBehavior">Where the partitions' columns come from.</param>
internal sealed record CrawlerPartitions(string AddOrUpdateBehavior);
