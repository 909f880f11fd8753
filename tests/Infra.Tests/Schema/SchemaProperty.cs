namespace Infra.Tests.Schema;

/// <summary>A property of a resource or of an object in one.</summary>
/// <param name="Name">The name that the provider knows.</param>
/// <param name="Type">What its values are.</param>
/// <param name="IsRequired">Whether there must be a value.</param>
/// <param name="IsSecret">Whether its value is a secret.</param>
/// <param name="Deprecation">Why it should not be used any more, or nothing.</param>
internal sealed record SchemaProperty(string Name, SchemaType Type, bool IsRequired, bool IsSecret, string? Deprecation);
