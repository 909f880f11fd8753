using Infra.Policies;
using Pulumi;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>
/// A bucket that nobody outside the account can access: encrypted, versioned, without public access, access lists, or
/// connections below TLS 1.2. Old versions and aborted uploads expire.
/// </summary>
internal sealed class PrivateBucket : ComponentResource
{
    /// <summary>The actions that delete data or its protection for good, or let somebody else do so.</summary>
    public static readonly IReadOnlyList<string> TakingAway =
    [
        "s3:BypassGovernanceRetention", "s3:DeleteBucket", "s3:DeleteBucketPolicy", "s3:DeleteObjectVersion", "s3:PutBucketAcl", "s3:PutBucketLogging",
        "s3:PutBucketObjectLockConfiguration", "s3:PutBucketOwnershipControls", "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration", "s3:PutLifecycleConfiguration", "s3:PutObjectAcl", "s3:PutObjectRetention", "s3:PutObjectVersionAcl", "s3:PutReplicationConfiguration",
    ];

    private const string WholeBucket = "";
    private const int AbandonedUploadsExpireAfterDays = 3;

    /// <summary>Declares the bucket.</summary>
    public PrivateBucket(string name, PrivateBucketArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:PrivateBucket", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string physicalName = args.Scope.Name(name);
        bool keep = args.Precious && args.Scope.KeepData;

        var bucket = new S3.Bucket(
            physicalName,
            new S3.BucketArgs { ForceDestroy = !keep, Tags = args.Scope.Tags },
            new CustomResourceOptions { Parent = this, Protect = keep });

        var versioning = new S3.BucketVersioning(
            physicalName,
            new S3.BucketVersioningArgs
            {
                Bucket = bucket.Id,
                VersioningConfiguration = new S3.Inputs.BucketVersioningVersioningConfigurationArgs { Status = "Enabled" },
            },
            child);

        _ = new S3.BucketServerSideEncryptionConfiguration(
            physicalName,
            new S3.BucketServerSideEncryptionConfigurationArgs
            {
                Bucket = bucket.Id,
                Rules = Encryption(args.Scope),
            },
            child);

        _ = new S3.BucketOwnershipControls(
            physicalName,
            new S3.BucketOwnershipControlsArgs
            {
                Bucket = bucket.Id,
                Rule = new S3.Inputs.BucketOwnershipControlsRuleArgs { ObjectOwnership = "BucketOwnerEnforced" },
            },
            child);

        var publicAccess = new S3.BucketPublicAccessBlock(
            physicalName,
            new S3.BucketPublicAccessBlockArgs
            {
                Bucket = bucket.Id,
                BlockPublicAcls = true,
                BlockPublicPolicy = true,
                IgnorePublicAcls = true,
                RestrictPublicBuckets = true,
            },
            child);

        // S3 rejects a policy while the public access block is being changed.
        _ = new S3.BucketPolicy(
            physicalName,
            new S3.BucketPolicyArgs { Bucket = bucket.Id, Policy = Policy(args, bucket, keep).ToJson() },
            new CustomResourceOptions { Parent = this, DependsOn = publicAccess });

        // Rules about old versions require versioning.
        _ = new S3.BucketLifecycleConfiguration(
            physicalName,
            new S3.BucketLifecycleConfigurationArgs
            {
                Bucket = bucket.Id,
                Rules = Rules(args),
            },
            new CustomResourceOptions { Parent = this, DependsOn = versioning });

        if (args.Scope.Safeguards is { } safeguards)
        {
            // Requests -> log.
            _ = new S3.BucketLogging(
                physicalName,
                new S3.BucketLoggingArgs { Bucket = bucket.Id, TargetBucket = safeguards.AuditBucket, TargetPrefix = Safeguards.AccessLogsOf(name) },
                child);
        }

        if (args.LockDays is { } days)
        {
            _ = new S3.BucketObjectLockConfiguration(
                physicalName,
                new S3.BucketObjectLockConfigurationArgs
                {
                    Bucket = bucket.Id,
                    Rule = new S3.Inputs.BucketObjectLockConfigurationRuleArgs
                    {
                        // Governance mode: a person with the permission can still delete a recording that must be erased.
                        DefaultRetention = new S3.Inputs.BucketObjectLockConfigurationRuleDefaultRetentionArgs { Mode = "GOVERNANCE", Days = days },
                    },
                },
                new CustomResourceOptions { Parent = this, DependsOn = versioning });
        }

        Versioning = versioning;
        Name = bucket.BucketName;
        Arn = bucket.Arn;
        RegisterOutputs();
    }

    /// <summary>The bucket's name.</summary>
    public Output<string> Name { get; }

    /// <summary>The bucket's ARN; an object's ARN is this, a slash and the key.</summary>
    public Output<string> Arn { get; }

    /// <summary>The versioning; resources that require it must depend on it.</summary>
    public S3.BucketVersioning Versioning { get; }

    /// <summary>The condition that the caller is a role of the stack, including roles that a deployment creates, and not a person.</summary>
    public static Condition ByTheStack(StackScope scope) =>
        new("ArnLike", "aws:PrincipalArn", [scope.Account.GlobalArn("iam", $"role/{scope.Prefix}-*")]);

    // AWS delivers access logs only to buckets with S3-managed keys, so the scope of the log bucket has no safeguards.
    private static S3.Inputs.BucketServerSideEncryptionConfigurationRuleArgs Encryption(StackScope scope) => scope.Safeguards is { } safeguards
        ? new S3.Inputs.BucketServerSideEncryptionConfigurationRuleArgs
        {
            ApplyServerSideEncryptionByDefault = new S3.Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs
            {
                SseAlgorithm = "aws:kms",
                KmsMasterKeyId = safeguards.KeyArn,
            },

            // One KMS call for many objects.
            BucketKeyEnabled = true,
        }
        : new S3.Inputs.BucketServerSideEncryptionConfigurationRuleArgs
        {
            ApplyServerSideEncryptionByDefault = new S3.Inputs.BucketServerSideEncryptionConfigurationRuleApplyServerSideEncryptionByDefaultArgs { SseAlgorithm = "AES256" },
        };

    private static PolicyDocument Policy(PrivateBucketArgs args, S3.Bucket bucket, bool keep)
    {
        IReadOnlyList<Input<string>> everything = [bucket.Arn, Output.Format($"{bucket.Arn}/*")];
        return new PolicyDocument(
        [
            Statement.Refuse("TlsOnly", ["s3:*"], everything, Condition.NotOverTls),
            Statement.Refuse("NewTlsOnly", ["s3:*"], everything, Condition.OverOldTls),
            .. keep ? [Statement.Refuse("APersonTakesDataAway", TakingAway, everything, ByTheStack(args.Scope))] : Array.Empty<Statement>(),
            .. args.Statements(bucket),
        ]);
    }

    private static S3.Inputs.BucketLifecycleConfigurationRuleArgs[] Rules(PrivateBucketArgs args) =>
    [
        .. args.LifecycleRules,
        new S3.Inputs.BucketLifecycleConfigurationRuleArgs
        {
            Id = "expire-old-versions",
            Status = "Enabled",
            Filter = new S3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { Prefix = WholeBucket },
            NoncurrentVersionExpiration = new S3.Inputs.BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs
            {
                NoncurrentDays = args.OldVersionsExpireAfterDays,
            },
            Expiration = new S3.Inputs.BucketLifecycleConfigurationRuleExpirationArgs { ExpiredObjectDeleteMarker = true },
        },
        new S3.Inputs.BucketLifecycleConfigurationRuleArgs
        {
            Id = "abort-abandoned-uploads",
            Status = "Enabled",
            Filter = new S3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { Prefix = WholeBucket },
            AbortIncompleteMultipartUpload = new S3.Inputs.BucketLifecycleConfigurationRuleAbortIncompleteMultipartUploadArgs
            {
                DaysAfterInitiation = AbandonedUploadsExpireAfterDays,
            },
        },
    ];
}

/// <summary>The properties that differ between private buckets.</summary>
internal sealed record PrivateBucketArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>Whether its objects cannot be recreated: they then outlive the stack, if the stack keeps its data.</summary>
    public required bool Precious { get; init; }

    /// <summary>The number of days for which a replaced or deleted version can be restored.</summary>
    public required int OldVersionsExpireAfterDays { get; init; }

    /// <summary>The lifecycle rules, in addition to those of every bucket.</summary>
    public IReadOnlyList<S3.Inputs.BucketLifecycleConfigurationRuleArgs> LifecycleRules { get; init; } = [];

    /// <summary>The number of days for which no version can be deleted after it is written; <see langword="null"/> for no lock.</summary>
    public int? LockDays { get; init; }

    /// <summary>The policy statements, in addition to those of every bucket.</summary>
    public Func<S3.Bucket, IReadOnlyList<Statement>> Statements { get; init; } = _ => [];
}
