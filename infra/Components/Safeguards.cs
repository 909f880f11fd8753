using Infra.Policies;
using Infra.Settings;
using Pulumi;
using CloudTrail = Pulumi.Aws.CloudTrail;
using Kms = Pulumi.Aws.Kms;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>
/// Gives a stack with patients' data the technical safeguards of the HIPAA Security Rule (45 CFR 164.312): its own key for
/// all stored data, and audit logs. Every other component takes them from the scope.
/// </summary>
internal sealed class Safeguards : ComponentResource
{
    private const string AccessLogs = "access/";
    private const string TrailLogs = "trail";
    private const int KeyDeletionDays = 30;

    // The actions that destroy the key, and with it all data that it encrypts.
    private static readonly string[] TakingTheKeyAway =
        ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:DisableKeyRotation", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

    /// <summary>Declares the key, the audit bucket, and the trail.</summary>
    public Safeguards(string name, SafeguardsArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Safeguards", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string data = args.Scope.Name("data");
        var key = new Kms.Key(
            data,
            new Kms.KeyArgs
            {
                Description = "Encrypts all that the ECG pipeline stores.",
                EnableKeyRotation = true,
                DeletionWindowInDays = KeyDeletionDays,
                Policy = KeyPolicy(args.Scope).ToJson(),
                Tags = args.Scope.Tags,
            },

            // Turning the setting off must not delete the data.
            new CustomResourceOptions { Parent = this, Protect = args.Scope.KeepData });
        _ = new Kms.Alias(data, new Kms.AliasArgs { TargetKeyId = key.KeyId }, child);

        var audit = new PrivateBucket(
            "audit",
            new PrivateBucketArgs
            {
                Scope = args.Scope,
                Precious = true,
                OldVersionsExpireAfterDays = args.Settings.AuditLogDays,
                Statements = bucket => LogDelivery(args.Scope, bucket),
                LifecycleRules =
                [
                    new S3.Inputs.BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire-logs",
                        Status = "Enabled",
                        Filter = new S3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                        Expiration = new S3.Inputs.BucketLifecycleConfigurationRuleExpirationArgs { Days = args.Settings.AuditLogDays },
                    },
                ],
            },
            new ComponentResourceOptions { Parent = this });

        // API calls, and every read and write of an object -> audit bucket.
        _ = new CloudTrail.Trail(
            args.Scope.Name("audit"),
            new CloudTrail.TrailArgs
            {
                S3BucketName = audit.Name,
                S3KeyPrefix = TrailLogs,
                KmsKeyId = key.Arn,
                EnableLogFileValidation = true,
                IsMultiRegionTrail = true,
                IncludeGlobalServiceEvents = true,
                AdvancedEventSelectors = { Calls(), ReadsAndWrites(args.Scope) },
                Tags = args.Scope.Tags,
            },
            new CustomResourceOptions { Parent = this, DependsOn = audit });

        KeyArn = key.Arn;
        AuditBucket = audit.Name;
        RegisterOutputs();
    }

    /// <summary>The key that encrypts all data.</summary>
    public Output<string> KeyArn { get; }

    /// <summary>The audit bucket.</summary>
    public Output<string> AuditBucket { get; }

    /// <summary>The buckets whose object events are recorded.</summary>
    private static IReadOnlyList<string> Watched => ["raw", "processed", "query-results"];

    /// <summary>The bucket that a bucket's access logs go to.</summary>
    public static string AccessLogsOf(string bucket) => $"{AccessLogs}{bucket}/";

    /// <summary>Grants a role access to the key, for reading and, if requested, writing; does nothing if the stack has no key.</summary>
    public static IEnumerable<Statement> Use(StackScope scope, bool write = true) => scope.Safeguards is not { } safeguards
        ? []
        :
        [
            new Statement
            {
                Sid = "UseTheKey",
                Actions = write ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
                Resources = [safeguards.KeyArn],
            },
        ];

    private static CloudTrail.Inputs.TrailAdvancedEventSelectorArgs Calls() => new()
    {
        Name = "Calls to the account",
        FieldSelectors = Field("eventCategory", "Management"),
    };

    private static CloudTrail.Inputs.TrailAdvancedEventSelectorArgs ReadsAndWrites(StackScope scope) => new()
    {
        Name = "Reads and writes of objects",
        FieldSelectors =
        {
            Field("eventCategory", "Data"),
            Field("resources.type", "AWS::S3::Object"),
            new CloudTrail.Inputs.TrailAdvancedEventSelectorFieldSelectorArgs
            {
                Field = "resources.ARN",
                StartsWiths = Watched.Select(bucket => scope.Account.BucketArn($"{scope.Name(bucket)}-")).ToArray(),
            },
        },
    };

    private static CloudTrail.Inputs.TrailAdvancedEventSelectorFieldSelectorArgs Field(string name, string value) => new() { Field = name, Equals = value };

    private static PolicyDocument KeyPolicy(StackScope scope) => new(
    [
        Statement.TheAccountDecides(scope.Account),
        new Statement
        {
            Sid = "EncryptLogs",
            Principal = Principal.Service(scope.Account.Region.Apply(region => $"logs.{region}.amazonaws.com")),
            Actions = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
            Resources = ["*"],
            Conditions =
            [
                new Condition(
                    "ArnLike",
                    "kms:EncryptionContext:aws:logs:arn",
                    [scope.Account.Arn("logs", $"log-group:{scope.Prefix}-*"), scope.Account.Arn("logs", $"log-group:/aws/events/{scope.Prefix}-*")]),
            ],
        },
        Statement.EncryptMessages("EncryptNotificationsOfBuckets", "s3.amazonaws.com", scope.Account),
        Statement.EncryptMessages("EncryptScheduledMessages", "events.amazonaws.com", scope.Account),
        new Statement
        {
            Sid = "EncryptTheTrail",
            Principal = Principal.Service("cloudtrail.amazonaws.com"),
            Actions = ["kms:GenerateDataKey"],
            Resources = ["*"],
            Conditions =
            [
                OfTheTrail(scope),
                new Condition("StringLike", "kms:EncryptionContext:aws:cloudtrail:arn", [Trails(scope)]),
            ],
        },
        new Statement
        {
            Sid = "DescribeTheKeyToTheTrail",
            Principal = Principal.Service("cloudtrail.amazonaws.com"),
            Actions = ["kms:DescribeKey"],
            Resources = ["*"],
            Conditions = [OfTheTrail(scope)],
        },

        // Without the key nothing can be read, so no role may delete it, including roles that a deployment creates.
        Statement.Refuse("APersonTakesTheKeyAway", TakingTheKeyAway, ["*"], PrivateBucket.ByTheStack(scope)),
    ]);

    private static IReadOnlyList<Statement> LogDelivery(StackScope scope, S3.Bucket bucket) =>
    [
        new Statement
        {
            Sid = "DeliverAccessLogs",
            Principal = Principal.Service("logging.s3.amazonaws.com"),
            Actions = ["s3:PutObject"],
            Resources = [Output.Format($"{bucket.Arn}/{AccessLogs}*")],
            Conditions = [Condition.From(scope.Account), new Condition("ArnLike", "aws:SourceArn", [scope.Account.BucketArn($"{scope.Prefix}-*")])],
        },
        new Statement
        {
            Sid = "LookBeforeDelivery",
            Principal = Principal.Service("cloudtrail.amazonaws.com"),
            Actions = ["s3:GetBucketAcl"],
            Resources = [bucket.Arn],
            Conditions = [OfTheTrail(scope)],
        },
        new Statement
        {
            Sid = "DeliverTheTrail",
            Principal = Principal.Service("cloudtrail.amazonaws.com"),
            Actions = ["s3:PutObject"],
            Resources = [Output.Format($"{bucket.Arn}/{TrailLogs}/AWSLogs/{scope.Account.Id}/*")],
            Conditions = [OfTheTrail(scope), new Condition("StringEquals", "s3:x-amz-acl", ["bucket-owner-full-control"])],
        },
    ];

    private static Output<string> Trails(StackScope scope) => scope.Account.Arn("cloudtrail", $"trail/{scope.Prefix}-*");

    private static Condition OfTheTrail(StackScope scope) => new("ArnLike", "aws:SourceArn", [Trails(scope)]);
}

/// <summary>The arguments of the safeguards component.</summary>
internal sealed record SafeguardsArgs
{
    /// <summary>The names, tags and account that the stack's resources share; without safeguards yet.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The settings of a regulated stack.</summary>
    public required RegulatedSettings Settings { get; init; }
}
