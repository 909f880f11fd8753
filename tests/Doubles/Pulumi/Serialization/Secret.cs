namespace Pulumi.Serialization;

/// <summary>A secret inside a serialised value.</summary>
internal sealed record Secret(object? Value);
