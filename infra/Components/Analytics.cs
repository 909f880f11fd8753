using Ecg;
using Ecg.Cli.Querying;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Athena = Pulumi.Aws.Athena;
using Glue = Pulumi.Aws.Glue;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>Declares what analysts use: a workgroup with a scan limit, the named queries, and a policy that allows only these.</summary>
internal sealed class Analytics : ComponentResource
{
    private const int BytesInMb = 1024 * 1024;

    /// <summary>Declares the workgroup, the queries and the policy.</summary>
    public Analytics(string name, AnalyticsArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Analytics", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string analysts = args.Scope.Name("analysts");

        // Results of full-access queries would show hidden columns to the other analysts.
        string results = args.Scope.Safeguards is null ? "" : "analysts/";
        Workgroup = Group(analysts, "Where analysts query the ECG recordings.", results);
        DeclareQueries(Workgroup, "");
        AnalystPolicy = Policy(
            analysts,
            "Lets an analyst query the ECG recordings in their workgroup, and nothing else.",
            Permissions(args, Workgroup, results, readsFiles: args.Scope.Safeguards is null));

        if (args.Scope.Safeguards is not null)
        {
            const string FullAccess = "full-access";
            string fullAccess = args.Scope.Name(FullAccess);
            Athena.Workgroup everything = Group(fullAccess, "Where those query the ECG recordings who need the columns about patients.", $"{FullAccess}/");
            DeclareQueries(everything, $"{FullAccess}-");
            FullAccessWorkgroup = everything;
            FullAccessPolicy = Policy(
                fullAccess,
                "Lets somebody query the ECG recordings with the columns about patients.",
                Permissions(args, everything, $"{FullAccess}/", readsFiles: true));
        }

        RegisterOutputs();

        Athena.Workgroup Group(string group, string description, string folder) => new(
            group,
            new Athena.WorkgroupArgs
            {
                Description = description,

                // Also deletes the query history; the lake and the catalogue are separate resources.
                ForceDestroy = true,
                Configuration = new Athena.Inputs.WorkgroupConfigurationArgs
                {
                    EnforceWorkgroupConfiguration = true,
                    PublishCloudwatchMetricsEnabled = true,
                    BytesScannedCutoffPerQuery = args.Settings.QueryScanLimitMb * BytesInMb,
                    EngineVersion = new Athena.Inputs.WorkgroupConfigurationEngineVersionArgs
                    {
                        SelectedEngineVersion = "Athena engine version 3",
                    },

                    // Queries -> results.
                    ResultConfiguration = new Athena.Inputs.WorkgroupConfigurationResultConfigurationArgs
                    {
                        OutputLocation = Output.Format($"s3://{args.QueryResults.Name}/{folder}"),
                        ExpectedBucketOwner = args.Scope.Account.Id,
                        EncryptionConfiguration = Encryption(args.Scope),
                    },
                },
                Tags = args.Scope.Tags,
            },
            child);

        void DeclareQueries(Athena.Workgroup workgroup, string prefix)
        {
            foreach (NamedQuery query in args.Queries)
            {
                // Tables -> queries.
                _ = new Athena.NamedQuery(
                    args.Scope.Name(prefix + query.Name),
                    new Athena.NamedQueryArgs
                    {
                        Name = query.Name,
                        Description = query.Description,
                        Database = args.Database.Name,
                        Workgroup = workgroup.Name,
                        Query = query.Sql,
                    },
                    child);
            }
        }

        Iam.Policy Policy(string policy, string description, PolicyDocument document) => new(
            policy,
            new Iam.PolicyArgs { Description = description, PolicyDocument = document.ToJson(), Tags = args.Scope.Tags },
            child);
    }

    /// <summary>The analysts' workgroup.</summary>
    public Athena.Workgroup Workgroup { get; }

    /// <summary>The policy for analysts.</summary>
    public Iam.Policy AnalystPolicy { get; }

    /// <summary>The workgroup for full access; <see langword="null"/> if every analyst has it.</summary>
    public Athena.Workgroup? FullAccessWorkgroup { get; }

    /// <summary>The policy for full access; <see langword="null"/> if every analyst has it.</summary>
    public Iam.Policy? FullAccessPolicy { get; }

    /// <summary>How query results are encrypted.</summary>
    public static Athena.Inputs.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs Encryption(StackScope scope) => scope.Safeguards is { } safeguards
        ? new Athena.Inputs.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs { EncryptionOption = "SSE_KMS", KmsKeyArn = safeguards.KeyArn }
        : new Athena.Inputs.WorkgroupConfigurationResultConfigurationEncryptionConfigurationArgs { EncryptionOption = "SSE_S3" };

    private static PolicyDocument Permissions(AnalyticsArgs args, Athena.Workgroup workgroup, string results, bool readsFiles) => new(
    [
        new Statement
        {
            Sid = "QueryInTheWorkgroup",
            Actions =
            [
                "athena:GetWorkGroup", "athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution",
                "athena:BatchGetQueryExecution", "athena:ListQueryExecutions", "athena:GetQueryResults", "athena:GetQueryResultsStream",
                "athena:GetQueryRuntimeStatistics", "athena:GetNamedQuery", "athena:BatchGetNamedQuery", "athena:ListNamedQueries",
                "athena:CreatePreparedStatement", "athena:GetPreparedStatement", "athena:ListPreparedStatements",
                "athena:DeletePreparedStatement",
            ],
            Resources = [workgroup.Arn],
        },

        // The console needs these lists before anything is selected; Athena has no resource-level permissions for them.
        new Statement
        {
            Sid = "FindTheWorkgroup",
            Actions = ["athena:ListWorkGroups", "athena:ListDataCatalogs", "athena:ListEngineVersions"],
            Resources = ["*"],
        },
        new Statement
        {
            Sid = "BrowseTheCatalogue",
            Actions =
            [
                "athena:GetDataCatalog", "athena:GetDatabase", "athena:ListDatabases", "athena:GetTableMetadata",
                "athena:ListTableMetadata",
            ],
            Resources = [args.Scope.Account.Arn("athena", "datacatalog/AwsDataCatalog")],
        },
        new Statement
        {
            Sid = "ReadTheTables",
            Actions =
            [
                "glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables", "glue:GetPartition", "glue:GetPartitions",
                "glue:BatchGetPartition",
            ],
            Resources =
            [
                .. readsFiles ? args.Scope.Account.Databases(args.Database.Name, args.Incoming.Name) : args.Scope.Account.Databases(args.Database.Name),

                // Athena checks the database `default`, whichever database a query names.
                args.Scope.Account.Arn("glue", "database/default"),
            ],
        },
        .. readsFiles ? ReadFiles(args) : [ReadThroughLakeFormation],
        new Statement
        {
            Sid = "KeepResults",
            Actions = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            Resources = [Output.Format($"{args.QueryResults.Arn}/{results}*")],
        },
        new Statement
        {
            Sid = "ListResults",
            Actions = ["s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads"],
            Resources = [args.QueryResults.Arn],
        },
        .. Safeguards.Use(args.Scope),
    ]);

    // Lake Formation has no resource-level permissions for this; it returns only data that it grants.
    private static Statement ReadThroughLakeFormation { get; } = new() { Sid = "ReadThroughLakeFormation", Actions = ["lakeformation:GetDataAccess"], Resources = ["*"] };

    private static IEnumerable<Statement> ReadFiles(AnalyticsArgs args) =>
    [
        new Statement
        {
            Sid = "ReadTheLake",
            Actions = ["s3:GetObject"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}*"), Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}*")],
        },
        new Statement
        {
            Sid = "ListTheLake",
            Actions = ["s3:ListBucket", "s3:GetBucketLocation"],
            Resources = [args.Processed.Arn],
        },
    ];
}

/// <summary>The arguments of the analytics component.</summary>
internal sealed record AnalyticsArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The limits on analysts' queries.</summary>
    public required AnalyticsSettings Settings { get; init; }

    /// <summary>The database with the tables.</summary>
    public required Glue.CatalogDatabase Database { get; init; }

    /// <summary>The crawler's database.</summary>
    public required Glue.CatalogDatabase Incoming { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }

    /// <summary>The bucket of the query results.</summary>
    public required PrivateBucket QueryResults { get; init; }

    /// <summary>The named queries.</summary>
    public required IReadOnlyList<NamedQuery> Queries { get; init; }
}
