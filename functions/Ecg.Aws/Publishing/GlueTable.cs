namespace Ecg.Aws.Publishing;

/// <summary>A table, as far as its columns go; named as Glue's API names it.</summary>
public sealed record GlueTable
{
    /// <summary>The table's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>What it consists of.</summary>
    public GlueStorage? StorageDescriptor { get; init; }

    /// <summary>The names of its columns.</summary>
    internal IEnumerable<string> ColumnNames => (StorageDescriptor?.Columns ?? []).Select(column => column.Name);
}
