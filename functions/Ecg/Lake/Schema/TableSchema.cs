using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A table of the lake.</summary>
/// <param name="name">The name, one of <see cref="PipelineContract.Tables"/>.</param>
/// <param name="columns">The columns of every file of the table, in order. The partition column is in the path, not in the file.</param>
internal class TableSchema(string name, IReadOnlyList<Column> columns)
{
    /// <summary>The name, one of <see cref="PipelineContract.Tables"/>.</summary>
    public string Name => name;

    /// <summary>The columns of every file of the table, in order; in <c>samples</c>, the leads' columns follow.</summary>
    public IReadOnlyList<Column> Columns => columns;
}
