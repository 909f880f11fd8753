namespace Pulumi;

/// <summary>How a provider's function is called.</summary>
public class InvokeOptions
{
    /// <summary>The resource whose provider is called where none is given.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider that is called.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>The version of the package that the function is of.</summary>
    public string? Version { get; set; }

    /// <summary>Where the package's plugin is downloaded from.</summary>
    public string? PluginDownloadURL { get; set; }
}
