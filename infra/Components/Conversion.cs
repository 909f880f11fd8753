using System.Globalization;
using Ecg;
using Infra.Policies;
using Infra.Settings;
using Pulumi;
using CloudWatch = Pulumi.Aws.CloudWatch;
using Iam = Pulumi.Aws.Iam;
using Lambda = Pulumi.Aws.Lambda;
using Sqs = Pulumi.Aws.Sqs;
using Ssm = Pulumi.Aws.Ssm;

namespace Infra.Components;

/// <summary>Declares the function that converts uploads, with the least permissions.</summary>
internal sealed class Conversion : ComponentResource
{
    /// <summary>Declares the function, its role and its event source mapping.</summary>
    public Conversion(string name, ConversionArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Conversion", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string convert = args.Scope.Name("convert");

        var image = new ConverterImage(
            "converter-image",
            new ConverterImageArgs { Scope = args.Scope, Platform = args.Settings.Platform, Uri = args.Settings.ImageUri },
            new ComponentResourceOptions { Parent = this });

        var logGroup = new CloudWatch.LogGroup(
            convert,
            new CloudWatch.LogGroupArgs { RetentionInDays = args.Settings.LogRetentionDays, KmsKeyId = args.Scope.KeyArn, Tags = args.Scope.Tags },
            child);

        Ssm.Parameter? webhook = args.Settings.SlackWebhook is null
            ? null
            : new Ssm.Parameter(
                args.Scope.Name("slack-webhook"),
                new Ssm.ParameterArgs
                {
                    Type = "SecureString",
                    Value = args.Settings.SlackWebhook,
                    KeyId = args.Scope.KeyArn,
                    Description = "Where the converter reports a recording that it rejects.",
                    Tags = args.Scope.Tags,
                },
                child);

        var role = new Iam.Role(
            convert,
            new Iam.RoleArgs
            {
                Description = "What the converter may do.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("lambda.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);

        var permissions = new Iam.RolePolicy(
            convert,
            new Iam.RolePolicyArgs { Role = role.Name, Policy = Permissions(args, logGroup, webhook).ToJson() },
            child);

        Function = new Lambda.Function(
            convert,
            new Lambda.FunctionArgs
            {
                Description = "Converts uploaded ECG recordings into the lake's tables.",
                PackageType = "Image",
                ImageUri = image.Uri,
                Architectures = args.Settings.Platform.Architecture,
                Role = role.Arn,
                Timeout = args.Settings.TimeoutSeconds,
                MemorySize = args.Settings.MemoryMb,
                EphemeralStorage = new Lambda.Inputs.FunctionEphemeralStorageArgs { Size = args.Settings.EphemeralStorageMb },
                ReservedConcurrentExecutions = args.Settings.ReservedConcurrency ?? Unreserved,
                Environment = new Lambda.Inputs.FunctionEnvironmentArgs { Variables = Environment(args, webhook) },
                LoggingConfig = new Lambda.Inputs.FunctionLoggingConfigArgs
                {
                    // ECG_LOG_LEVEL sets the level of the function's own lines.
                    LogFormat = "JSON",
                    LogGroup = logGroup.Name,
                    SystemLogLevel = "INFO",
                },
                TracingConfig = new Lambda.Inputs.FunctionTracingConfigArgs { Mode = "Active" },
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = permissions });

        // Uploads -> function. Lambda checks the role's permission for the queue when this is created.
        _ = new Lambda.EventSourceMapping(
            args.Scope.Name("uploads"),
            new Lambda.EventSourceMappingArgs
            {
                EventSourceArn = args.Uploads.Arn,
                FunctionName = Function.Arn,
                BatchSize = args.Settings.BatchSize,
                MaximumBatchingWindowInSeconds = args.Settings.BatchWindowSeconds,
                FunctionResponseTypes = "ReportBatchItemFailures",
                Enabled = !args.Settings.Paused,
                ScalingConfig = new Lambda.Inputs.EventSourceMappingScalingConfigArgs
                {
                    MaximumConcurrency = args.Settings.MaximumConcurrency,
                },
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = permissions });

        ImageUri = image.Uri;
        ImageRepository = image.RepositoryUrl;
        LogGroupName = logGroup.Name;
        RegisterOutputs();
    }

    /// <summary>The function.</summary>
    public Lambda.Function Function { get; }

    /// <summary>The function's image.</summary>
    public Output<string> ImageUri { get; }

    /// <summary>The registry of the function's images.</summary>
    public Output<string> ImageRepository { get; }

    /// <summary>The function's log group.</summary>
    public Output<string> LogGroupName { get; }

    private const int Unreserved = -1;

    private static InputMap<string> Environment(ConversionArgs args, Ssm.Parameter? webhook)
    {
        // Function -> lake.
        var variables = new InputMap<string>
        {
            { PipelineContract.ProcessedBucketVariable, args.Processed.Name },

            // Function -> uploads: messages for recordings that a late dataset.json affects, and the delay of retries.
            { PipelineContract.QueueVariable, args.Uploads.Url },
            { PipelineContract.NormalizeVariable, args.Settings.Normalize ? "true" : "false" },
            { PipelineContract.FillVariable, args.Settings.Fill ? "true" : "false" },
            { PipelineContract.DeidentifyVariable, args.Settings.Deidentify ? "true" : "false" },
            { PipelineContract.LogLevelVariable, args.Settings.LogLevel },

            // Temporary disk minus the file system's own overhead.
            { PipelineContract.DiskVariable, (args.Settings.EphemeralStorageMb * 9 / 10).ToString(CultureInfo.InvariantCulture) },
        };

        if (args.Settings.DefaultSamplingRateHz is { } samplingRate)
        {
            variables.Add(PipelineContract.DefaultSamplingRateVariable, samplingRate.ToString(CultureInfo.InvariantCulture));
        }

        if (args.Settings.DefaultGain is { } gain)
        {
            variables.Add(PipelineContract.DefaultGainVariable, gain.ToString(CultureInfo.InvariantCulture));
        }

        if (args.Settings.DefaultBaseline is { } baseline)
        {
            variables.Add(PipelineContract.DefaultBaselineVariable, baseline.ToString(CultureInfo.InvariantCulture));
        }

        if (webhook is not null)
        {
            // Function -> Slack: the parameter's name, never its value.
            variables.Add(PipelineContract.SlackWebhookParameterVariable, webhook.Name);
            variables.Add(PipelineContract.SlackNamesVariable, args.Settings.SlackNames ? "true" : "false");
        }

        return variables;
    }

    private static PolicyDocument Permissions(ConversionArgs args, CloudWatch.LogGroup logGroup, Ssm.Parameter? webhook)
    {
        List<Statement> statements =
        [
            new Statement
            {
                Sid = "ReadUploads",
                Actions = ["s3:GetObject"],
                Resources = [Output.Format($"{args.Raw.Arn}/*")],
            },

            // A late header or dataset.json makes the function look up its recordings. Without this permission, S3 also answers
            // 403 if a header does not exist; a condition on the prefix would have the same effect.
            new Statement
            {
                Sid = "FindUploads",
                Actions = ["s3:ListBucket"],
                Resources = [args.Raw.Arn],
            },

            // Existing rows are read before they are replaced. Here too, a missing object would otherwise be a 403.
            new Statement
            {
                Sid = "FindRows",
                Actions = ["s3:ListBucket"],
                Resources = [args.Processed.Arn],
            },
            new Statement
            {
                Sid = "ReadRows",
                Actions = ["s3:GetObject"],
                Resources = [.. PipelineContract.Tables.Select(table => (Input<string>)Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}{table}/*"))],
            },
            new Statement
            {
                Sid = "WriteTheLake",
                Actions = ["s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
                Resources = [.. PipelineContract.Tables.Select(table => (Input<string>)Output.Format($"{args.Processed.Arn}/{PipelineContract.IncomingFolder}{table}/*"))],
            },
            new Statement
            {
                Sid = "TakeMessages",
                Actions = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ChangeMessageVisibility", "sqs:SendMessage"],
                Resources = [args.Uploads.Arn],
            },
            new Statement
            {
                Sid = "WriteLogs",
                Actions = ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resources = [Output.Format($"{logGroup.Arn}:*")],
            },

            .. Safeguards.Use(args.Scope),

            // X-Ray has no resource-level permissions.
            new Statement
            {
                Sid = "Trace",
                Actions = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
                Resources = ["*"],
            },
        ];

        if (webhook is not null)
        {
            statements.Add(new Statement
            {
                Sid = "ReadTheWebhook",
                Actions = ["ssm:GetParameter"],
                Resources = [webhook.Arn],
            });
        }

        return new PolicyDocument(statements);
    }
}

/// <summary>The arguments of the conversion component.</summary>
internal sealed record ConversionArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The function's settings.</summary>
    public required ConversionSettings Settings { get; init; }

    /// <summary>The queue with a message for every upload.</summary>
    public required Sqs.Queue Uploads { get; init; }

    /// <summary>The bucket of the uploads.</summary>
    public required PrivateBucket Raw { get; init; }

    /// <summary>The bucket with the lake.</summary>
    public required PrivateBucket Processed { get; init; }
}
