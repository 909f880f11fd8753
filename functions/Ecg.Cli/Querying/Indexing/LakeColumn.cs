using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>A column of a table.</summary>
/// <param name="Name">The name as the file has it.</param>
/// <param name="Type">DuckDB's type.</param>
internal sealed record LakeColumn(string Name, string Type)
{
    // The columns of files, by the type that DuckDB gives them.
    private static readonly Dictionary<string, ColumnKind> Kinds = Enum.GetValues<ColumnKind>().ToDictionary(TypeOf, StringComparer.Ordinal);

    /// <summary>The column as DuckDB has a file's.</summary>
    public static LakeColumn Of(Column column) => new(column.Name, TypeOf(column.Kind));

    /// <summary>The column as a file has it.</summary>
    /// <exception cref="NotSupportedException">No file of the lake has columns of the type.</exception>
    public Column ToColumn() =>
        Kinds.TryGetValue(Type, out ColumnKind kind) ? new Column(Name, kind) : throw new NotSupportedException($"The column '{Name}' has the type {Type}.");

    private static string TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "VARCHAR",
        ColumnKind.Int32 => "INTEGER",
        ColumnKind.Int64 => "BIGINT",
        ColumnKind.Float => "FLOAT",
        ColumnKind.Double => "DOUBLE",
        ColumnKind.Timestamp => "TIMESTAMP",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
