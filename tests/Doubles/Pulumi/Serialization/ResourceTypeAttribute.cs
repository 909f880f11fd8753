namespace Pulumi;

/// <summary>Marks a resource with the type that its package knows it by.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute : Attribute
{
    /// <summary>Marks it with a type and the package's version.</summary>
    public ResourceTypeAttribute(string type, string? version)
    {
        Type = type;
        Version = version;
    }

    /// <summary>The type.</summary>
    public string Type { get; }

    /// <summary>The package's version.</summary>
    public string? Version { get; }
}
