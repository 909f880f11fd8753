namespace Ecg.Lake.Parquet;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name, unique in the table.</param>
/// <param name="Kind">The type.</param>
/// <param name="IsOptional">Whether values may be null.</param>
internal sealed record Column(string Name, ColumnKind Kind, bool IsOptional = true);
