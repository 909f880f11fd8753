namespace Ecg.Lake.Parquet;

/// <summary>A row group of a file that is read.</summary>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Chunks">Its columns, in the order of the file's.</param>
internal sealed record StoredRowGroup(int Rows, IReadOnlyList<StoredChunk> Chunks);
