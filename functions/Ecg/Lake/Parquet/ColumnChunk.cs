namespace Ecg.Lake.Parquet;

/// <summary>What the footer says of one column of one row group: ColumnMetaData in Parquet's parquet.thrift.</summary>
internal sealed record ColumnChunk
{
    /// <summary>The column.</summary>
    public required Column Column { get; init; }

    /// <summary>The encoding of the values in the data page.</summary>
    public required PageEncoding Encoding { get; init; }

    /// <summary>How the pages are compressed.</summary>
    public required PageCodec Codec { get; init; }

    /// <summary>Where the dictionary page begins; <see langword="null"/> where there is none.</summary>
    public long? DictionaryPageOffset { get; init; }

    /// <summary>Where the data page begins.</summary>
    public required long DataPageOffset { get; init; }

    /// <summary>The number of values, nulls included.</summary>
    public required int Values { get; init; }

    /// <summary>The size of the pages and their headers before compression.</summary>
    public required long UncompressedSize { get; init; }

    /// <summary>The size of the pages and their headers in the file.</summary>
    public required long CompressedSize { get; init; }

    /// <summary>The nulls, the smallest and the largest value.</summary>
    public required Statistics Statistics { get; init; }
}
