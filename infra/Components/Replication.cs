using Infra.Policies;
using Infra.Settings;
using Pulumi;
using Iam = Pulumi.Aws.Iam;
using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>
/// Replicates every recording to a bucket in another account, whose administrators alone can delete it there: deletions are not replicated.
/// </summary>
internal sealed class Replication : ComponentResource
{
    /// <summary>The rule's name, also in its metrics.</summary>
    public const string RuleId = "to-another-account";

    /// <summary>Declares the rule, and the role that S3 assumes for it.</summary>
    public Replication(string name, ReplicationArgs args, ComponentResourceOptions? options = null)
        : base("ecg:pipeline:Replication", name, options)
    {
        var child = new CustomResourceOptions { Parent = this };
        string replicate = args.Scope.Name("replicate");
        var role = new Iam.Role(
            replicate,
            new Iam.RoleArgs
            {
                Description = "What S3 may do to copy recordings to another account.",
                AssumeRolePolicy = PolicyDocument.AssumedBy("s3.amazonaws.com", args.Scope.Account).ToJson(),
                PermissionsBoundary = args.Boundary,
                Tags = args.Scope.Tags,
            },
            child);

        _ = new Iam.RolePolicy(
            replicate,
            new Iam.RolePolicyArgs { Role = role.Name, Policy = new PolicyDocument([.. Permissions(args.Scope, args.Settings, args.Raw.Arn), .. Safeguards.Use(args.Scope, write: false)]).ToJson() },
            child);

        // S3 rejects the rule while versioning is off.
        _ = new S3.BucketReplicationConfig(
            args.Scope.Name("raw"),
            new S3.BucketReplicationConfigArgs
            {
                Bucket = args.Raw.Name,
                Role = role.Arn,
                Rules = Rule(args),
            },
            new CustomResourceOptions { Parent = this, DependsOn = args.Raw.Versioning });

        RegisterOutputs();
    }

    private static S3.Inputs.BucketReplicationConfigRuleArgs Rule(ReplicationArgs args)
    {
        var destination = new S3.Inputs.BucketReplicationConfigRuleDestinationArgs
        {
            Bucket = args.Scope.Account.BucketArn(args.Settings.Bucket),
            Account = args.Settings.AccountId,
            AccessControlTranslation = new S3.Inputs.BucketReplicationConfigRuleDestinationAccessControlTranslationArgs { Owner = "Destination" },

            // The metrics of the alarm on replication.
            Metrics = new S3.Inputs.BucketReplicationConfigRuleDestinationMetricsArgs { Status = "Enabled" },
        };
        var rule = new S3.Inputs.BucketReplicationConfigRuleArgs
        {
            Id = RuleId,
            Status = "Enabled",
            Filter = new S3.Inputs.BucketReplicationConfigRuleFilterArgs { Prefix = "" },
            DeleteMarkerReplication = new S3.Inputs.BucketReplicationConfigRuleDeleteMarkerReplicationArgs { Status = "Disabled" },
            Destination = destination,
        };

        if (args.Settings.KeyArn is { } key)
        {
            // By default, S3 does not replicate objects that are encrypted with KMS.
            destination.EncryptionConfiguration = new S3.Inputs.BucketReplicationConfigRuleDestinationEncryptionConfigurationArgs { ReplicaKmsKeyId = key };
            rule.SourceSelectionCriteria = new S3.Inputs.BucketReplicationConfigRuleSourceSelectionCriteriaArgs
            {
                SseKmsEncryptedObjects = new S3.Inputs.BucketReplicationConfigRuleSourceSelectionCriteriaSseKmsEncryptedObjectsArgs { Status = "Enabled" },
            };
        }

        return rule;
    }

    /// <summary>The permissions that replication requires ("Setting up permissions for live replication" in the S3 User Guide).</summary>
    public static IEnumerable<Statement> Permissions(StackScope scope, ReplicaSettings settings, Input<string> raw)
    {
        yield return new Statement { Sid = "ReadTheRule", Actions = ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resources = [raw] };
        yield return new Statement
        {
            Sid = "ReadVersions",
            Actions = ["s3:GetObjectVersionAcl", "s3:GetObjectVersionForReplication", "s3:GetObjectVersionTagging", "s3:GetObjectRetention", "s3:GetObjectLegalHold"],
            Resources = [Output.Format($"{raw}/*")],
        };
        yield return new Statement
        {
            Sid = "WriteCopies",
            Actions = ["s3:ObjectOwnerOverrideToBucketOwner", "s3:ReplicateObject", "s3:ReplicateTags"],
            Resources = [scope.Account.BucketArn($"{settings.Bucket}/*")],
        };
        if (settings.KeyArn is { } key)
        {
            yield return new Statement { Sid = "EncryptCopies", Actions = ["kms:Encrypt"], Resources = [key] };
        }
    }
}

/// <summary>The arguments of the replication component.</summary>
internal sealed record ReplicationArgs
{
    /// <summary>The names, tags and account that the stack's resources share.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>The ARN of its role's permissions boundary.</summary>
    public required Input<string> Boundary { get; init; }

    /// <summary>The destination.</summary>
    public required ReplicaSettings Settings { get; init; }

    /// <summary>The source bucket.</summary>
    public required PrivateBucket Raw { get; init; }
}
