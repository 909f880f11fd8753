using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Iam = Pulumi.Aws.Iam;

namespace Infra.Components;

/// <summary>
/// The permissions boundary of the stack's roles: the most that any of them can do, whatever their policies say. The deploy role
/// can create no role without it, so it cannot escalate its privileges.
/// </summary>
internal sealed class Boundary : ComponentResource
{
    /// <summary>Declares the boundary.</summary>
    public Boundary(string name, BoundaryArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Boundary", name, options)
    {
        Arn = new Iam.Policy(
            args.Scope.Name("boundary"),
            new Iam.PolicyArgs
            {
                Description = "The most that a role of the ECG pipeline can do.",
                PolicyDocument = Limit(args).ToJson(),
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this }).Arn;

        RegisterOutputs();
    }

    /// <summary>The policy that is every role's boundary.</summary>
    public Output<string> Arn { get; }

    private static PolicyDocument Limit(BoundaryArgs args)
    {
        StackScope scope = args.Scope;
        AwsAccount account = scope.Account;
        Input<string> Bucket(string what) => account.BucketArn($"{scope.Prefix}-{what}-*");
        Input<string> Objects(string what) => account.BucketArn($"{scope.Prefix}-{what}-*/*");
        string database = scope.Database;

        IEnumerable<Statement> copying = args.Replica is { } replica
            ? Replication.Permissions(scope, replica, Bucket("raw")).Select(statement => statement with { Sid = $"Copy{statement.Sid}" })
            : [];

        return new PolicyDocument(
        [
            new Statement { Sid = "ReadRecordings", Actions = ["s3:GetObject"], Resources = [Objects("raw"), Objects("processed"), Objects("query-results")] },
            new Statement
            {
                Sid = "WriteTheLake",
                Actions = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
                Resources = [Objects("processed")],
            },
            new Statement
            {
                Sid = "KeepResults",
                Actions = ["s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
                Resources = [Objects("query-results")],
            },
            new Statement
            {
                Sid = "Publish",
                Actions =
                [
                    "athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults", "athena:GetDataCatalog",
                    "states:ListExecutions", "states:StartExecution", "lambda:InvokeFunction",
                ],
                Resources =
                [
                    account.Arn("athena", $"workgroup/{scope.Prefix}-publish-*"), account.Arn("athena", "datacatalog/AwsDataCatalog"),
                    account.Arn("states", $"stateMachine:{scope.Prefix}-publish-*"), account.Arn("lambda", $"function:{scope.Prefix}-publish-*"),
                ],
            },
            new Statement { Sid = "ListBuckets", Actions = ["s3:ListBucket", "s3:GetBucketLocation"], Resources = [Bucket("raw"), Bucket("processed"), Bucket("query-results")] },
            new Statement
            {
                Sid = "TakeMessages",
                Actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility", "sqs:SendMessage"],
                Resources = [account.Arn("sqs", $"{scope.Prefix}-uploads-*"), account.Arn("sqs", $"{scope.Prefix}-publications-*")],
            },
            new Statement
            {
                Sid = "KeepTheTables",
                Actions =
                [
                    "glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables", "glue:CreateTable", "glue:UpdateTable", "glue:GetPartition",
                    "glue:GetPartitions", "glue:BatchGetPartition", "glue:CreatePartition", "glue:BatchCreatePartition",
                    "glue:UpdatePartition", "glue:BatchUpdatePartition",
                ],
                Resources =
                [
                    .. account.Databases(database, $"{database}_*"), account.Arn("glue", "database/default"),
                ],
            },
            new Statement
            {
                Sid = "WriteLogs",
                Actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
                Resources =
                [
                    account.Arn("logs", $"log-group:{scope.Prefix}-*"), account.Arn("logs", "log-group:/aws-glue/crawlers"),
                    account.Arn("logs", "log-group:/aws-glue/crawlers:*"), account.Arn("logs", "log-group:/aws-glue/iceberg-*"),
                ],
            },
            new Statement { Sid = "ReadTheWebhook", Actions = ["ssm:GetParameter"], Resources = [account.Arn("ssm", $"parameter/{scope.Prefix}-*")] },
            new Statement { Sid = "ReadAlarms", Actions = ["cloudwatch:DescribeAlarms"], Resources = [account.Arn("cloudwatch", $"alarm:{scope.Prefix}-*")] },

            .. Safeguards.Use(scope),
            .. copying,

            // AWS has no resource-level permissions for these.
            new Statement
            {
                Sid = "MeasureAndTrace",
                Actions =
                [
                    "cloudwatch:GetMetricData", "cloudwatch:GetMetricStatistics", "cloudwatch:GetMetricWidgetImage", "xray:PutTraceSegments",
                    "xray:PutTelemetryRecords",
                ],
                Resources = ["*"],
            },
        ]);
    }
}

/// <summary>The arguments of the boundary component.</summary>
internal sealed record BoundaryArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The bucket in another account that recordings are replicated to; <see langword="null"/> for none.</summary>
    public ReplicaSettings? Replica { get; init; }
}
