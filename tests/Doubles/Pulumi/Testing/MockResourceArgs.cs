using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A resource that mocks are asked for.</summary>
public class MockResourceArgs
{
    /// <summary>Its type.</summary>
    public string? Type { get; set; }

    /// <summary>Its name in the program.</summary>
    public string? Name { get; set; }

    /// <summary>Its properties by their names in the schema: those that are known, secrets in plain text, numbers as <see cref="double"/>.</summary>
    public ImmutableDictionary<string, object> Inputs { get; set; } = null!;

    /// <summary>The provider that manages it.</summary>
    public string? Provider { get; set; }

    /// <summary>The id of a resource that is read or imported.</summary>
    public string? Id { get; set; }
}
