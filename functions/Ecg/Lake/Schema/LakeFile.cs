using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>Opens the Parquet files of the lake.</summary>
internal static class LakeFile
{
    /// <summary>Begins a file of a recording.</summary>
    public static ParquetWriter Create(Stream output, IReadOnlyList<Column> columns, RecordSource source) =>
        new(output, columns, source.FileMetadata, $"ecg-pipeline version {ConverterVersion.Current} (build 0)");
}
