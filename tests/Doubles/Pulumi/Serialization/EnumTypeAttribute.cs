namespace Pulumi;

/// <summary>Marks a type of named strings.</summary>
[AttributeUsage(AttributeTargets.Struct)]
public sealed class EnumTypeAttribute : Attribute;
