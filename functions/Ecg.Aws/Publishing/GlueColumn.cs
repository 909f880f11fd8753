namespace Ecg.Aws.Publishing;

/// <summary>A column; properties are named as in Glue's API.</summary>
public sealed record GlueColumn
{
    /// <summary>The column's name.</summary>
    public string Name { get; init; } = string.Empty;
}
