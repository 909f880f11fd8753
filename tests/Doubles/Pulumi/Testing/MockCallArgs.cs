using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>A function's call that mocks are asked to answer.</summary>
public class MockCallArgs
{
    /// <summary>The function.</summary>
    public string? Token { get; set; }

    /// <summary>Its arguments by their names in the schema.</summary>
    public ImmutableDictionary<string, object> Args { get; set; } = null!;

    /// <summary>The provider that is called.</summary>
    public string? Provider { get; set; }
}
