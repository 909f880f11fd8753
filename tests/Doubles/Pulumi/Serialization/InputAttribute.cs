namespace Pulumi;

/// <summary>Marks a property, or the field behind one, that is handed to the provider.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Marks it under the name that the provider knows; a required one must have a value.</summary>
    public InputAttribute(string name, bool required = false)
    {
        Name = name;
        IsRequired = required;
    }

    internal string Name { get; }

    internal bool IsRequired { get; }
}
