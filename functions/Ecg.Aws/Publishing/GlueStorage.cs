namespace Ecg.Aws.Publishing;

/// <summary>The storage descriptor of a table; properties are named as in Glue's API.</summary>
public sealed record GlueStorage
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<GlueColumn> Columns { get; init; } = [];
}
