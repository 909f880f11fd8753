using Infra.Settings;
using Pulumi;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>Gives the pipeline its three buckets: what recorders upload, what is converted from it, and what queries found in that.</summary>
/// <remarks>Only uploads are locked and copied to another account: all else can be made of them again.</remarks>
internal sealed class Storage : ComponentResource
{
    /// <summary>
    /// In bytes. Unless it is told so, S3 leaves anything below 128 KB where it is, and with it most recordings of ten
    /// seconds. Headers stay: moving one costs more than ever comes back.
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

    /// <summary>What recorders upload.</summary>
    public PrivateBucket Raw { get; }

    /// <summary>The lake.</summary>
    public PrivateBucket Processed { get; }

    /// <summary>What Athena's queries found.</summary>
    public PrivateBucket QueryResults { get; }
}

/// <summary>What the storage is made of.</summary>
internal sealed record StorageArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The limit of the role that copies recordings, as an ARN.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>How long the buckets keep what is in them.</summary>
    public required StorageSettings Settings { get; init; }
}
