namespace Pulumi;

/// <summary>A provider with a configuration of its own.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers the provider of a package. The real SDK has two constructors that a call without options could mean, so there is none here.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options)
        : base($"pulumi:providers:{package}", name, args, options)
        => Package = package;

    internal string Package { get; }

    internal async Task<string> GetReferenceAsync()
    {
        string urn = await Urn.GetValueAsync("").ConfigureAwait(false);
        return $"{urn}::{await Id.GetValueAsync("").ConfigureAwait(false)}";
    }
}
