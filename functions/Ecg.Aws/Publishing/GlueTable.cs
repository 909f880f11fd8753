namespace Ecg.Aws.Publishing;

/// <summary>A table with its columns; properties are named as in Glue's API.</summary>
public sealed record GlueTable
{
    /// <summary>The table's name.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>The storage descriptor.</summary>
    public GlueStorage? StorageDescriptor { get; init; }

    /// <summary>The names of its columns.</summary>
    internal IEnumerable<string> ColumnNames => (StorageDescriptor?.Columns ?? []).Select(column => column.Name);
}
