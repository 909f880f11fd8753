namespace Ecg.Lake.Parquet;

/// <summary>A row group that has been written.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Chunks">One chunk per column.</param>
internal sealed record RowGroup(int Rows, IReadOnlyList<ColumnChunk> Chunks);
