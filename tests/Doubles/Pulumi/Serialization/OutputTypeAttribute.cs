namespace Pulumi;

/// <summary>Marks a class that holds what a provider tells: a nested object of a resource, or a function's result.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;
