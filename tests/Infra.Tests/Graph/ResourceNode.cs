using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.Tests.Graph;

/// <summary>A resource as a stack declares it. Rules read it; a test that breaks a rule on purpose changes a copy.</summary>
internal sealed record ResourceNode
{
    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>Its name in the program.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the component that it is a child of; nothing for the stack.</summary>
    public required string? Parent { get; set; }

    /// <summary>Its inputs by their names in the schema; secrets are masked.</summary>
    public required JsonObject Inputs { get; init; }

    /// <summary>Its options, those that are set.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>What AWS would tell of it: its inputs, and what they lead to.</summary>
    public required JsonObject State { get; init; }

    /// <summary>Its inputs as the engine is handed them, with secrets and unknowns.</summary>
    public required ImmutableDictionary<string, object?> Registered { get; init; }

    /// <summary>Whether it is a resource of a provider, and no component.</summary>
    public required bool IsCustom { get; init; }

    /// <summary>An input that is text.</summary>
    public string? Text(string input) => (Inputs[input] as JsonValue)?.ToString();

    /// <summary>Something that AWS would tell of it.</summary>
    public string Known(string property) => State[property]?.ToString() ?? throw new InvalidOperationException($"{this} has no {property}.");

    /// <summary>A copy that can be changed.</summary>
    public ResourceNode Copy() => this with
    {
        Inputs = (JsonObject)Inputs.DeepClone(),
        Options = (JsonObject)Options.DeepClone(),
        State = (JsonObject)State.DeepClone(),
    };

    /// <inheritdoc />
    public override string ToString() => $"{Type} {Name}";
}
