using System.Collections.Immutable;

namespace Pulumi.Testing;

/// <summary>What a component or the stack gives out.</summary>
public class MockRegisterResourceOutputsRequest
{
    // Fields, as in the real SDK.
#pragma warning disable CA1051
    /// <summary>The component's URN.</summary>
    public readonly string Urn;

    /// <summary>The values by their names.</summary>
    public readonly ImmutableDictionary<string, Output<object?>> Outputs;
#pragma warning restore CA1051

    /// <summary>The component and the values.</summary>
    public MockRegisterResourceOutputsRequest(string urn, ImmutableDictionary<string, Output<object?>> outputs)
    {
        Urn = urn;
        Outputs = outputs;
    }
}
