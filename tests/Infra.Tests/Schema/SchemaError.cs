namespace Infra.Tests.Schema;

/// <summary>Something that a provider would not take, or should not be given.</summary>
/// <param name="Path">Where it is: the resource's type, then the properties and indices down to it.</param>
/// <param name="Problem">What is wrong there.</param>
internal sealed record SchemaError(string Path, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Problem}";
}
