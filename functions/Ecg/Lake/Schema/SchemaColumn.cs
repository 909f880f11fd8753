using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>A column of a table together with the function that writes its values.</summary>
/// <typeparam name="TRows">The rows of a file or of a row group.</typeparam>
/// <param name="Column">The name, the kind, and whether values may be null.</param>
/// <param name="Write">Writes the values of some rows of a recording as the next column of a file.</param>
internal sealed record SchemaColumn<TRows>(Column Column, Action<ParquetWriter, RecordSource, TRows> Write);
