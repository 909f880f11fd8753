namespace Pulumi;

/// <summary>How a resource of a provider is managed.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    /// <summary>Whether a replaced resource is deleted before the new one is made.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>Outputs that are secrets beside those that the provider calls so.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => field ??= [];
        set;
    }

    /// <summary>The id of a resource that is there already and is taken over.</summary>
    public string? ImportId { get; set; }

    /// <summary>New options of both: the second one's single values over the first one's, its lists behind.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var result = new CustomResourceOptions();
        foreach (CustomResourceOptions options in new[] { options1, options2 }.OfType<CustomResourceOptions>())
        {
            result.Add(options);
            result.DeleteBeforeReplace = options.DeleteBeforeReplace ?? result.DeleteBeforeReplace;
            result.ImportId = options.ImportId ?? result.ImportId;
            result.AdditionalSecretOutputs.AddRange(options.AdditionalSecretOutputs);
        }

        return result;
    }

    internal override ResourceOptions Clone() => Merge(this, null);
}
