namespace Pulumi.Serialization;

/// <summary>What stands in a serialised value for something that is not known yet.</summary>
internal sealed class Unknown
{
    private Unknown()
    {
    }

    /// <summary>The one there is.</summary>
    public static Unknown Value { get; } = new();
}
