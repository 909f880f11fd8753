namespace Pulumi;

/// <summary>Marks a property that the provider fills in, or that a component or stack gives out.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>Marks it under a name; under its own where none is given.</summary>
    public OutputAttribute(string? name = null) => Name = name;

    /// <summary>The name that it goes by outside of the program.</summary>
    public string? Name { get; }
}
