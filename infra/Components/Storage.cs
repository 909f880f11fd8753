using Infra.Settings;
using Pulumi;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>Declares the three buckets: uploads, lake, and query results.</summary>
/// <remarks>Only uploads are locked and replicated: everything else can be recreated from them.</remarks>
internal sealed class Storage : ComponentResource
{
    /// <summary>
    /// In bytes. By default, S3 does not move objects below 128 KB, and so not most recordings of ten
    /// seconds. Headers are not moved: that would cost more than it saves.
    /// </summary>
    private const int LargestObjectLeftBehind = 64 * 1024;

    /// <summary>Declares the buckets.</summary>
    public Storage(string name, StorageArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Storage", name, options)
    {
        var child = new ComponentResourceOptions { Parent = this };

        Raw = new PrivateBucket(
            "raw",
            new PrivateBucketArgs
            {
                Scope = args.Scope,
                Precious = true,
                OldVersionsExpireAfterDays = args.Settings.OldVersionsExpireAfterDays,
                LockDays = args.Settings.ObjectLockDays,
                LifecycleRules =
                [
                    new S3.Inputs.BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "recordings-to-glacier",
                        Status = "Enabled",
                        Filter = new S3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { ObjectSizeGreaterThan = LargestObjectLeftBehind },
                        Transitions = new S3.Inputs.BucketLifecycleConfigurationRuleTransitionArgs
                        {
                            Days = args.Settings.GlacierAfterDays,
                            StorageClass = args.Settings.GlacierStorageClass,
                        },
                    },
                ],
            },
            child);

        if (args.Settings.Replica is { } replica)
        {
            // Raw -> another account.
            _ = new Replication("replication", new ReplicationArgs { Scope = args.Scope, Boundary = args.Boundary, Settings = replica, Raw = Raw }, child);
        }

        Processed = new PrivateBucket(
            "processed",
            new PrivateBucketArgs
            {
                Scope = args.Scope,
                Precious = true,
                OldVersionsExpireAfterDays = args.Settings.OldVersionsExpireAfterDays,
            },
            child);

        QueryResults = new PrivateBucket(
            "query-results",
            new PrivateBucketArgs
            {
                Scope = args.Scope,
                Precious = false,
                OldVersionsExpireAfterDays = args.Settings.QueryResultsExpireAfterDays,
                LifecycleRules =
                [
                    new S3.Inputs.BucketLifecycleConfigurationRuleArgs
                    {
                        Id = "expire-results",
                        Status = "Enabled",
                        Filter = new S3.Inputs.BucketLifecycleConfigurationRuleFilterArgs { Prefix = "" },
                        Expiration = new S3.Inputs.BucketLifecycleConfigurationRuleExpirationArgs
                        {
                            Days = args.Settings.QueryResultsExpireAfterDays,
                        },
                    },
                ],
            },
            child);

        RegisterOutputs();
    }

    /// <summary>The bucket of the uploads.</summary>
    public PrivateBucket Raw { get; }

    /// <summary>The bucket of the lake.</summary>
    public PrivateBucket Processed { get; }

    /// <summary>The bucket of the query results.</summary>
    public PrivateBucket QueryResults { get; }
}

/// <summary>The arguments of the storage component.</summary>
internal sealed record StorageArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of the permissions boundary of the replication role.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The retention settings.</summary>
    public required StorageSettings Settings { get; init; }
}
