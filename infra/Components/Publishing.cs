using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Athena = Pulumi.Aws.Athena;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;
using Lambda = Pulumi.Aws.Lambda;
using S3 = Pulumi.Aws.S3;
using Scheduler = Pulumi.Aws.Scheduler;
using Sfn = Pulumi.Aws.Sfn;
using Sqs = Pulumi.Aws.Sqs;

namespace Infra.Components;

/// <summary>Publishes converted recordings to the analysts' tables: every ten minutes, complete recordings, by Athena statements only.</summary>
internal sealed class Publishing : ComponentResource
{
    private const int HiddenSeconds = 30 * 60;
    private const int KeptSeconds = 14 * 24 * 60 * 60;
    private const int LongPollSeconds = 20;
    private const int MostTries = 10;
    private const int CallSeconds = 300;
    private const int MemoryMb = 1024;
    private const string Handler = "Ecg.Lambda::Ecg.Lambda.Publication::HandleAsync";

    /// <summary>Declares the queue, the function, the state machine and its schedule.</summary>
    public Publishing(string name, PublishingArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Publishing", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string publish = args.Scope.Name("publish");
        Workgroup = Statements(args, publish, child);
        DeclareQueues(args, child);

        var logGroup = new CloudWatch.LogGroup(
            publish,
            new CloudWatch.LogGroupArgs { RetentionInDays = args.Conversion.LogRetentionDays, KmsKeyId = args.Scope.KeyArn, Tags = args.Scope.Tags },
            child);
        Iam.Role functionRole = Role(args, publish, "What the publisher's function may do.", "lambda.amazonaws.com", child);
        var functionPermissions = new Iam.RolePolicy(
            publish,
            new Iam.RolePolicyArgs { Role = functionRole.Name, Policy = FunctionPermissions(args, logGroup).ToJson() },
            child);
        Function = new Lambda.Function(
            publish,
            new Lambda.FunctionArgs
            {
                Description = "Prepares batches of converted recordings for the tables.",
                PackageType = "Image",
                ImageUri = args.ImageUri,
                ImageConfig = new Lambda.Inputs.FunctionImageConfigArgs { Commands = Handler },
                Architectures = args.Conversion.Platform.Architecture,
                Role = functionRole.Arn,
                Timeout = CallSeconds,
                MemorySize = MemoryMb,
                Environment = new Lambda.Inputs.FunctionEnvironmentArgs
                {
                    Variables =
                    {
                        { PipelineContract.ProcessedBucketVariable, args.Processed.Name },
                        { PipelineContract.PublicationsQueueVariable, Queue.Url },
                        { PipelineContract.DatabaseVariable, args.Tables.Database.Name },
                        { PipelineContract.LogLevelVariable, args.Conversion.LogLevel },
                    },
                },
                LoggingConfig = new Lambda.Inputs.FunctionLoggingConfigArgs { LogFormat = "JSON", LogGroup = logGroup.Name, SystemLogLevel = "INFO" },
                TracingConfig = new Lambda.Inputs.FunctionTracingConfigArgs { Mode = "Active" },
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = functionPermissions });

        Iam.Role machineRole = Role(args, args.Scope.Name("publishing"), "What the publisher's state machine may do.", "states.amazonaws.com", child);
        var machinePermissions = new Iam.RolePolicy(
            args.Scope.Name("publishing"),
            new Iam.RolePolicyArgs { Role = machineRole.Name, Policy = MachinePermissions(args).ToJson() },
            child);

        // Incoming -> tables.
        Machine = new Sfn.StateMachine(
            publish,
            new Sfn.StateMachineArgs
            {
                RoleArn = machineRole.Arn,
                Type = "STANDARD",
                Definition = Output
                    .Tuple(args.Scope.Account.Partition, Function.Arn, Queue.Url, Workgroup.Name, args.Tables.Database.Name, args.Tables.Batch.Name)
                    .Apply(parts => new PublishingMachine(parts.Item1, parts.Item2, parts.Item3, parts.Item4, parts.Item5, parts.Item6).Definition()),
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = machinePermissions });

        StatementsRole = machineRole.Arn;
        Schedule(args, child);
        RegisterOutputs();
    }

    /// <summary>The queue of recordings that are not in the tables yet.</summary>
    public Sqs.Queue Queue { get; private set; } = null!;

    /// <summary>The dead-letter queue.</summary>
    public Sqs.Queue DeadLetters { get; private set; } = null!;

    /// <summary>The function that prepares batches.</summary>
    public Lambda.Function Function { get; }

    /// <summary>The state machine.</summary>
    public Sfn.StateMachine Machine { get; }

    /// <summary>The ARN of the role that runs the statements.</summary>
    public Output<string> StatementsRole { get; }

    /// <summary>The workgroup that runs the statements.</summary>
    public Athena.Workgroup Workgroup { get; }

    private static Athena.Workgroup Statements(PublishingArgs args, string publish, CustomResourceOptions child) => new(
        publish,
        new Athena.WorkgroupArgs
        {
            Description = "Where the publisher's statements run.",
            ForceDestroy = true,
            Configuration = new Athena.Inputs.WorkgroupConfigurationArgs
            {
                EnforceWorkgroupConfiguration = true,
                PublishCloudwatchMetricsEnabled = true,
                EngineVersion = new Athena.Inputs.WorkgroupConfigurationEngineVersionArgs { SelectedEngineVersion = "Athena engine version 3" },
                ResultConfiguration = new Athena.Inputs.WorkgroupConfigurationResultConfigurationArgs
                {
                    OutputLocation = Output.Format($"s3://{args.QueryResults.Name}/{PipelineContract.PublishingFolder}"),
                    ExpectedBucketOwner = args.Scope.Account.Id,
                    EncryptionConfiguration = Analytics.Encryption(args.Scope),
                },
            },
            Tags = args.Scope.Tags,
        },
        child);

    private void DeclareQueues(PublishingArgs args, CustomResourceOptions child)
    {
        string letters = args.Scope.Name("unpublished");
        string publications = args.Scope.Name("publications");
        DeadLetters = new Sqs.Queue(
            letters,
            Ingestion.Encrypted(
                args.Scope,
                new Sqs.QueueArgs { MessageRetentionSeconds = KeptSeconds, ReceiveWaitTimeSeconds = LongPollSeconds, Tags = args.Scope.Tags }),
            child);
        Queue = new Sqs.Queue(
            publications,
            Ingestion.Encrypted(args.Scope, new Sqs.QueueArgs
            {
                VisibilityTimeoutSeconds = HiddenSeconds,
                MessageRetentionSeconds = KeptSeconds,
                ReceiveWaitTimeSeconds = LongPollSeconds,
                Tags = args.Scope.Tags,
                RedrivePolicy = DeadLetters.Arn.Apply(arn => JsonText.Of(new RedriveTarget(arn, MostTries))),
            }),
            child);

        _ = new Sqs.RedriveAllowPolicy(
            letters,
            new Sqs.RedriveAllowPolicyArgs
            {
                QueueUrl = DeadLetters.Url,
                RedriveAllowPolicyName = Queue.Arn.Apply(arn => JsonText.Of(RedriveSources.Only(arn))),
            },
            child);
        _ = new Sqs.QueuePolicy(
            letters,
            new Sqs.QueuePolicyArgs { QueueUrl = DeadLetters.Url, Policy = new PolicyDocument([Ingestion.TlsOnly(DeadLetters)]).ToJson() },
            child);
        var policy = new Sqs.QueuePolicy(
            publications,
            new Sqs.QueuePolicyArgs
            {
                QueueUrl = Queue.Url,
                Policy = new PolicyDocument([Ingestion.Notifications("NotificationsOfTheProcessedBucket", args.Scope, args.Processed, Queue), Ingestion.TlsOnly(Queue)]).ToJson(),
            },
            child);

        // Function -> publications: the objects that the function writes last.
        _ = new S3.BucketNotification(
            args.Scope.Name("processed"),
            new S3.BucketNotificationArgs
            {
                Bucket = args.Processed.Name,
                Queues = { Written("converted", PipelineContract.RecordsTable), Written("rejected", PipelineContract.RejectedTable) },
            },
            new CustomResourceOptions { Parent = this, DependsOn = policy });
    }

    private S3.Inputs.BucketNotificationQueueArgs Written(string what, string table) => new()
    {
        Id = what,
        QueueArn = Queue.Arn,
        Events = "s3:ObjectCreated:*",
        FilterPrefix = $"{PipelineContract.IncomingFolder}{table}/",
    };

    private void Schedule(PublishingArgs args, CustomResourceOptions child)
    {
        string schedule = args.Scope.Name("publish-schedule");
        Iam.Role role = Role(args, schedule, "Lets the schedule start the publisher.", "scheduler.amazonaws.com", child);
        var permissions = new Iam.RolePolicy(
            schedule,
            new Iam.RolePolicyArgs
            {
                Role = role.Name,
                Policy = new PolicyDocument([new Statement { Sid = "Start", Actions = ["states:StartExecution"], Resources = [Machine.Arn] }]).ToJson(),
            },
            child);

        // Every ten minutes -> state machine.
        _ = new Scheduler.Schedule(
            schedule,
            new Scheduler.ScheduleArgs
            {
                Description = "Publishes what was converted.",
                ScheduleExpression = "rate(10 minutes)",
                FlexibleTimeWindow = new Scheduler.Inputs.ScheduleFlexibleTimeWindowArgs { Mode = "OFF" },
                Target = new Scheduler.Inputs.ScheduleTargetArgs
                {
                    Arn = Machine.Arn,
                    RoleArn = role.Arn,

                    // The next run starts soon.
                    RetryPolicy = new Scheduler.Inputs.ScheduleTargetRetryPolicyArgs { MaximumRetryAttempts = 2, MaximumEventAgeInSeconds = 300 },
                },
            },
            new CustomResourceOptions { Parent = this, DependsOn = permissions });
    }

    private static Iam.Role Role(PublishingArgs args, string name, string description, string service, CustomResourceOptions child) => new(
        name,
        new Iam.RoleArgs
        {
            Description = description,
            AssumeRolePolicy = PolicyDocument.AssumedBy(service, args.Scope.Account).ToJson(),
            PermissionsBoundary = args.Boundary,
            Tags = args.Scope.Tags,
        },
        child);

    private PolicyDocument FunctionPermissions(PublishingArgs args, CloudWatch.LogGroup logGroup) => new(
    [
        new Statement
        {
            Sid = "ReadWhatWaits",
            Actions = ["s3:GetObject"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}*"), Output.Format($"{args.Processed.Arn}/{PipelineContract.PublishingFolder}*")],
        },

        // Without this permission, S3 answers 403 if an object does not exist.
        new Statement { Sid = "FindWhatWaits", Actions = ["s3:ListBucket"], Resources = [args.Processed.Arn] },
        new Statement
        {
            Sid = "WriteBatches",
            Actions = ["s3:PutObject", "s3:AbortMultipartUpload"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.PublishingFolder}*")],
        },
        new Statement
        {
            Sid = "TakeMessages",
            Actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
            Resources = [Queue.Arn],
        },
        new Statement { Sid = "WriteLogs", Actions = ["logs:CreateLogStream", "logs:PutLogEvents"], Resources = [Output.Format($"{logGroup.Arn}:*")] },

        .. Safeguards.Use(args.Scope),

        // X-Ray has no resource-level permissions.
        new Statement { Sid = "Trace", Actions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resources = ["*"] },
        new Statement
        {
            Sid = "NeverRowsOrRecordings",
            Effect = Effect.Deny,
            Actions = ["s3:PutObject", "s3:DeleteObject"],
            Resources =
            [
                Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}*"), Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}*"),
                Output.Format($"{args.Raw.Arn}/*"),
            ],
        },
    ]);

    private PolicyDocument MachinePermissions(PublishingArgs args) => new(
    [
        .. Safeguards.Use(args.Scope),
        new Statement { Sid = "FindRuns", Actions = ["states:ListExecutions"], Resources = [args.Scope.Account.Arn("states", $"stateMachine:{args.Scope.Name("publish")}-*")] },
        new Statement { Sid = "CountMessages", Actions = ["sqs:GetQueueAttributes"], Resources = [Queue.Arn] },
        new Statement { Sid = "PrepareBatches", Actions = ["lambda:InvokeFunction"], Resources = [Function.Arn] },
        new Statement
        {
            Sid = "RunStatements",
            Actions = ["athena:StartQueryExecution", "athena:StopQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults"],
            Resources = [Workgroup.Arn],
        },
        new Statement { Sid = "FindTheCatalogue", Actions = ["athena:GetDataCatalog"], Resources = [args.Scope.Account.Arn("athena", "datacatalog/AwsDataCatalog")] },
        new Statement
        {
            Sid = "ChangeTables",
            Actions = ["glue:GetDatabase", "glue:GetDatabases", "glue:GetTable", "glue:GetTables", "glue:GetPartition", "glue:GetPartitions", "glue:BatchGetPartition", "glue:UpdateTable"],
            Resources =
            [
                .. args.Scope.Account.Databases(args.Tables.Database.Name, args.Tables.Batch.Name),

                // Athena checks the database `default`, whichever database a query names.
                args.Scope.Account.Arn("glue", "database/default"),
            ],
        },
        new Statement
        {
            Sid = "ReadFiles",
            Actions = ["s3:GetObject"],
            Resources =
            [
                Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}*"), Output.Format($"{args.Processed.Arn}/{PipelineContract.PublishingFolder}*"),
                Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}*"),
            ],
        },
        new Statement
        {
            Sid = "WriteTables",
            Actions = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.TablesFolder}*")],
        },
        new Statement { Sid = "ListFiles", Actions = ["s3:ListBucket", "s3:GetBucketLocation"], Resources = [args.Processed.Arn, args.QueryResults.Arn] },
        new Statement
        {
            Sid = "KeepResults",
            Actions = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"],
            Resources = [Output.Format($"{args.QueryResults.Arn}/{PipelineContract.PublishingFolder}*")],
        },
        new Statement
        {
            Sid = "NeverRecordingsOrWhatWaits",
            Effect = Effect.Deny,
            Actions = ["s3:PutObject", "s3:DeleteObject"],
            Resources = [Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}*"), Output.Format($"{args.Raw.Arn}/*")],
        },
    ]);
}

/// <summary>The arguments of the publishing component.</summary>
internal sealed record PublishingArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its roles' permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The converter's settings, which the function shares.</summary>
    public required ConversionSettings Conversion { get; init; }

    /// <summary>The functions' image.</summary>
    public required Input<string> ImageUri { get; init; }

    /// <summary>The tables.</summary>
    public required Tables Tables { get; init; }

    /// <summary>The bucket of the uploads, which the publisher never accesses.</summary>
    public required PrivateBucket Raw { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }

    /// <summary>The bucket of the query results.</summary>
    public required PrivateBucket QueryResults { get; init; }
}
