namespace Pulumi;

/// <summary>Marks the constructor that such a class is made with; its parameters are named as the properties.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
