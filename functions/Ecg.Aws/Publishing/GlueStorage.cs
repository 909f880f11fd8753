namespace Ecg.Aws.Publishing;

/// <summary>What a table consists of; named as Glue's API names it.</summary>
public sealed record GlueStorage
{
    /// <summary>The columns.</summary>
    public IReadOnlyList<GlueColumn> Columns { get; init; } = [];
}
