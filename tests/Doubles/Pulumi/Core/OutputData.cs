using System.Collections.Immutable;

namespace Pulumi;

/// <summary>A value that has arrived, with all that is known of it.</summary>
/// <param name="Resources">The resources that the value comes from.</param>
/// <param name="Value">The value; meaningless when it is not known.</param>
/// <param name="IsKnown">False during a preview for what only the deployment will tell.</param>
/// <param name="IsSecret">Whether the value is encrypted in the state and masked on the console.</param>
internal readonly record struct OutputData<T>(ImmutableHashSet<Resource> Resources, T Value, bool IsKnown, bool IsSecret)
{
    /// <summary>The same without its type.</summary>
    public OutputData<object?> Untyped => new(Resources, Value, IsKnown, IsSecret);
}
