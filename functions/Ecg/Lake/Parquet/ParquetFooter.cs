namespace Ecg.Lake.Parquet;

/// <summary>What the footer of a file tells of it.</summary>
/// <param name="Columns">The columns; equal lists of one <see cref="FooterReader"/> are mostly one object.</param>
/// <param name="RowGroups">The row groups.</param>
internal sealed record ParquetFooter(IReadOnlyList<Column> Columns, IReadOnlyList<StoredRowGroup> RowGroups);
