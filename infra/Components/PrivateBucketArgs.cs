using S3 = Pulumi.Aws.S3;

namespace Infra.Components;

/// <summary>What one private bucket has that the others have not.</summary>
internal sealed record PrivateBucketArgs
{
    /// <summary>What the stack shares.</summary>
    public required StackScope Scope { get; init; }

    /// <summary>Whether its objects cannot be made again: they then outlive the stack, if the stack says so of its data.</summary>
    public required bool Precious { get; init; }

    /// <summary>How long a replaced or deleted version can be brought back.</summary>
    public required int OldVersionsExpireAfterDays { get; init; }

    /// <summary>What happens to the objects as they age, beside what every bucket does.</summary>
    public IReadOnlyList<S3.Inputs.BucketLifecycleConfigurationRuleArgs> LifecycleRules { get; init; } = [];
}
