using System.Collections.Immutable;
using Infra.Components;
using Pulumi;

namespace Infra;

/// <summary>What all resources of a stack share: the naming, the tags and the account.</summary>
/// <param name="Stack">The stack's name, which is its environment.</param>
/// <param name="Account">The account and the region.</param>
/// <param name="Tags">The tags of every resource that can be tagged.</param>
/// <param name="KeepData">Whether the recordings outlive the stack: a deployment then cannot remove a data bucket.</param>
internal sealed record StackScope(string Stack, AwsAccount Account, ImmutableDictionary<string, string> Tags, bool KeepData)
{
    /// <summary>The safeguards for patients' data; <see langword="null"/> if the stack is not regulated.</summary>
    public Safeguards? Safeguards { get; init; }

    /// <summary>The key that encrypts all data; <see langword="null"/> to use each service's default.</summary>
    public Input<string>? KeyArn => Safeguards is null ? null : (Input<string>)Safeguards.KeyArn;

    /// <summary>The prefix of all resource names of all stacks.</summary>
    public const string Project = "ecg";

    /// <summary>The prefix of all resource names of this stack.</summary>
    public string Prefix => $"{Project}-{Stack}";

    /// <summary>The name of the analysts' database, and the prefix of the other databases.</summary>
    public string Database => Prefix.Replace('-', '_');

    /// <summary>
    /// Returns the name of a resource. Pulumi appends random characters to get the physical name, so two stacks, or a
    /// resource and its replacement, never clash; the deploy role's permissions are limited to the prefix.
    /// </summary>
    public string Name(string what) => $"{Prefix}-{what}";
}
