using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>Creates the lake's Parquet files.</summary>
internal static class LakeFile
{
    /// <summary>Creates the writer of a recording's file.</summary>
    public static ParquetWriter Create(Stream output, IReadOnlyList<Column> columns, RecordSource source) =>
        new(output, columns, source.FileMetadata, $"ecg-pipeline version {ConverterVersion.Current} (build 0)");
}
