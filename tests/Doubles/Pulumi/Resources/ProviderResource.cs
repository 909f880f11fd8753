namespace Pulumi;

/// <summary>A provider with a configuration of its own.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers the provider of a package.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options = null)
        : base($"pulumi:providers:{package}", name, args, options)
        => Package = package;

    internal string Package { get; }

    internal async Task<string> GetReferenceAsync()
    {
        var urn = await Urn.GetValueAsync("").ConfigureAwait(false);
        return $"{urn}::{await Id.GetValueAsync("").ConfigureAwait(false)}";
    }
}
