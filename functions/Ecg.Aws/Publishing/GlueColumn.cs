namespace Ecg.Aws.Publishing;

/// <summary>A column; named as Glue's API names it.</summary>
public sealed record GlueColumn
{
    /// <summary>The column's name.</summary>
    public string Name { get; init; } = string.Empty;
}
