using System.Collections.Immutable;
using Infra.Components;
using Pulumi;

namespace Infra;

/// <summary>What every resource of a stack shares: how it is named, how it is tagged, and where it lives.</summary>
/// <param name="Stack">The stack's name, which is its environment.</param>
/// <param name="Account">The account and the region.</param>
/// <param name="Tags">The tags that every resource carries which can be tagged.</param>
/// <param name="KeepData">Whether the recordings outlive the stack: no bucket of data can then be removed by a deployment.</param>
internal sealed record StackScope(string Stack, AwsAccount Account, ImmutableDictionary<string, string> Tags, bool KeepData)
{
    /// <summary>What protects patients' data; nothing where the stack is not regulated.</summary>
    public Safeguards? Safeguards { get; init; }

    /// <summary>The key that everything is encrypted with; nothing to leave it to each service.</summary>
    public Input<string>? KeyArn => Safeguards is null ? null : (Input<string>)Safeguards.KeyArn;

    /// <summary>What the names of all resources of all stacks begin with.</summary>
    public const string Project = "ecg";

    /// <summary>What the names of all resources of this stack begin with.</summary>
    public string Prefix => $"{Project}-{Stack}";

    /// <summary>The name of the database that analysts query, and what those of the other databases begin with.</summary>
    public string Database => Prefix.Replace('-', '_');

    /// <summary>
    /// The name of a resource. Pulumi appends a few random characters for the name that AWS sees, so two stacks, or a
    /// resource and its replacement, never meet; the prefix is what the deploy role's permissions are cut to.
    /// </summary>
    public string Name(string what) => $"{Prefix}-{what}";
}
