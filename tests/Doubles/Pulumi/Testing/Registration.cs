using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource as it is registered.</summary>
internal sealed record Registration
{
    /// <summary>The resource.</summary>
    public required Resource Resource { get; init; }

    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>The name that the engine knows it by.</summary>
    public required string Urn { get; init; }

    /// <summary>Its parent's URN; empty for the stack.</summary>
    public required string ParentUrn { get; init; }

    /// <summary>Whether it is a provider's resource, and not a component.</summary>
    public required bool IsCustom { get; init; }

    /// <summary>Whether it is a component that its package builds.</summary>
    public required bool IsRemote { get; init; }

    /// <summary>Its properties by their names in the schema, serialised: see <see cref="Serialization.Serializer"/>.</summary>
    public required ImmutableDictionary<string, object?> Inputs { get; init; }

    /// <summary>Its options, transformed, and with what it has from its parents.</summary>
    public required ResourceOptions Options { get; init; }

    /// <summary>The URNs of all resources that must be there first.</summary>
    public required ImmutableSortedSet<string> Dependencies { get; init; }

    /// <summary>The URNs of the resources that a property's value comes from.</summary>
    public required ImmutableSortedDictionary<string, ImmutableSortedSet<string>> PropertyDependencies { get; init; }
}
