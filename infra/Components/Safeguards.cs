using Infra.Policies;
using Infra.Settings;
using Pulumi;
using CloudTrail = Pulumi.Aws.CloudTrail;
using Kms = Pulumi.Aws.Kms;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>
/// Gives a stack with patients' data what the HIPAA Security Rule calls technical safeguards (45 CFR 164.312): a key of its own for
/// all that is stored, and a record of who did what. Every other component takes them from the scope.
/// </summary>
internal sealed class Safeguards : ComponentResource
{
    private const string AccessLogs = "access/";
    private const string TrailLogs = "trail";
    private const int KeyDeletionDays = 30;

    // What takes the key away, and with it all that it encrypts.
    private static readonly string[] TakingTheKeyAway =
        ["kms:DeleteImportedKeyMaterial", "kms:DisableKey", "kms:DisableKeyRotation", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

    /// <summary>Declares the key, the bucket of the logs, and the trail.</summary>
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

            // A setting that is taken back must not take the data with it.
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

        // Calls to the account, and every read and write of an object -> bucket of the logs.
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

    /// <summary>The key that everything is encrypted with.</summary>
    public Output<string> KeyArn { get; }

    /// <summary>The bucket of the logs.</summary>
    public Output<string> AuditBucket { get; }

    /// <summary>The buckets whose objects are watched.</summary>
    private static IReadOnlyList<string> Watched => ["raw", "processed", "query-results"];

    /// <summary>Where the requests to a bucket are logged.</summary>
    public static string AccessLogsOf(string bucket) => $"{AccessLogs}{bucket}/";

    /// <summary>Lets a role read what the stack stores, and write if it says so; nothing where the stack has no key.</summary>
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

        // Without the key nothing can be read: not by a role of the stack, those included that a deployment makes.
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

/// <summary>What the safeguards are made of.</summary>
internal sealed record SafeguardsArgs
{
    /// <summary>What the stack shares; it has no safeguards yet.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>What the stack decides.</summary>
    public required RegulatedSettings Settings { get; init; }
}
