using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A table of the lake.</summary>
/// <param name="name">The name, one of <see cref="PipelineContract.Tables"/>.</param>
/// <param name="columns">The columns that every file of it has, in their order. The partition is in the path, not in the file.</param>
internal class TableSchema(string name, IReadOnlyList<Column> columns)
{
    /// <summary>The name, one of <see cref="PipelineContract.Tables"/>.</summary>
    public string Name => name;

    /// <summary>The columns that every file of it has, in their order; those of <c>samples</c> are followed by the leads'.</summary>
    public IReadOnlyList<Column> Columns => columns;
}
