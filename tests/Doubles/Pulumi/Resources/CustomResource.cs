namespace Pulumi;

/// <summary>A resource of a provider.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers the resource. The real SDK has two constructors that a call without options could mean, so there is none here.</summary>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options)
        : base(type, name, custom: true, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    /// <summary>The id that the provider gave the resource.</summary>
    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}
