namespace Pulumi;

/// <summary>How a component is managed.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>The providers for the component's children, one a package.</summary>
    public List<ProviderResource> Providers
    {
        get => field ??= [];
        set;
    }

    /// <summary>New options of both: the second one's single values over the first one's, its lists behind, and its provider where both have one of a package.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var result = new ComponentResourceOptions();
        foreach (ComponentResourceOptions options in new[] { options1, options2 }.OfType<ComponentResourceOptions>())
        {
            result.Add(options);
            result.Providers = [.. result.Providers.Where(old => options.Providers.TrueForAll(other => other.Package != old.Package)), .. options.Providers];
        }

        return result;
    }

    internal override ResourceOptions Clone() => Merge(this, null);
}
