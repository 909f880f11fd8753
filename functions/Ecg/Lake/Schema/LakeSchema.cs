namespace Ecg.Lake.Schema;

/// <summary>The tables of the lake.</summary>
internal static class LakeSchema
{
    /// <summary>The tables, in the order of <see cref="PipelineContract.Tables"/>.</summary>
    public static IReadOnlyList<TableSchema> Tables { get; } =
        [SamplesColumns.Schema, LeadsTable.Schema, AnnotationsTable.Schema, RecordsTable.Schema, RejectedTable.Schema];
}
