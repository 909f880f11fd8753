using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A table with few rows per recording.</summary>
/// <typeparam name="TRow">The type of a row.</typeparam>
/// <param name="name">The table's name.</param>
/// <param name="own">The columns after <see cref="CommonColumns"/>.</param>
internal sealed class RowTable<TRow>(string name, params IReadOnlyList<SchemaColumn<IReadOnlyList<TRow>>> own)
    : TableSchema(name, [.. AllOf(own).Select(column => column.Column)])
{
    private readonly SchemaColumn<IReadOnlyList<TRow>>[] _columns = AllOf(own);

    /// <summary>Writes a recording's file of the table.</summary>
    /// <param name="output">The stream to write to.</param>
    /// <param name="source">The recording's source.</param>
    /// <param name="rows">The rows, at least one.</param>
    /// <returns>The size of the file.</returns>
    public long Write(Stream output, RecordSource source, params IReadOnlyList<TRow> rows)
    {
        using ParquetWriter file = LakeFile.Create(output, Columns, source);
        file.BeginRowGroup(rows.Count);
        foreach (SchemaColumn<IReadOnlyList<TRow>> column in _columns)
        {
            column.Write(file, source, rows);
        }

        file.Finish();
        return file.Length;
    }

    private static SchemaColumn<IReadOnlyList<TRow>>[] AllOf(IReadOnlyList<SchemaColumn<IReadOnlyList<TRow>>> own) =>
        [.. CommonColumns.For<IReadOnlyList<TRow>>(), .. own];
}
