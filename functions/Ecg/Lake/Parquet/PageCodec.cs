namespace Ecg.Lake.Parquet;

/// <summary>How the pages of a column chunk are compressed: CompressionCodec of Parquet's parquet.thrift, with its numbers.</summary>
internal enum PageCodec
{
    /// <summary>UNCOMPRESSED: the bytes as they are.</summary>
    Uncompressed = 0,

    /// <summary>ZSTD: a frame a page.</summary>
    Zstd = 6,
}
