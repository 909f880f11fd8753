using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A column of a table together with its values: one cannot be declared without the other.</summary>
/// <typeparam name="TRows">The rows that a file or a row group of the table has.</typeparam>
/// <param name="Column">The name, the kind, and whether a row can have no value.</param>
/// <param name="Write">Writes the values of some rows of a recording as the next column of a file.</param>
internal sealed record SchemaColumn<TRows>(Column Column, Action<ParquetWriter, RecordSource, TRows> Write);
