namespace Pulumi;

/// <summary>How long a resource's operations may take.</summary>
public sealed class CustomTimeouts
{
    /// <summary>How long its creation may take.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>How long a change of it may take.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>How long its deletion may take.</summary>
    public TimeSpan? Delete { get; set; }
}
