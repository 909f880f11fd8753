namespace Pulumi;

/// <summary>How a provider's function is called where it must wait for resources.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>Resources that must be there first, beside those that the arguments come from.</summary>
    public InputList<Resource> DependsOn
    {
        get => field ??= [];
        set;
    }
}
