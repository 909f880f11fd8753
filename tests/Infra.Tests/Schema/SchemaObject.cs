using System.Collections.Immutable;

namespace Infra.Tests.Schema;

/// <summary>A resource, or an object in one: what its inputs may be.</summary>
/// <param name="Properties">The inputs by their names.</param>
/// <param name="Deprecation">Why it should not be used any more, or nothing.</param>
internal sealed record SchemaObject(ImmutableSortedDictionary<string, SchemaProperty> Properties, string? Deprecation);
