using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A table with few rows a recording, each of which a value tells of.</summary>
/// <typeparam name="TRow">What a row tells of.</typeparam>
/// <param name="name">The table's name.</param>
/// <param name="own">The columns behind <see cref="CommonColumns"/>.</param>
internal sealed class RowTable<TRow>(string name, params IReadOnlyList<SchemaColumn<IReadOnlyList<TRow>>> own)
    : TableSchema(name, [.. AllOf(own).Select(column => column.Column)])
{
    private readonly SchemaColumn<IReadOnlyList<TRow>>[] _columns = AllOf(own);

    /// <summary>Writes a recording's file of the table.</summary>
    /// <param name="output">Takes the bytes.</param>
    /// <param name="source">Where the recording came from.</param>
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
