namespace Ecg.Lake.Parquet;

/// <summary>Compresses pages and writes them, each with its header, one after another.</summary>
/// <param name="output">Takes the bytes; not disposed of.</param>
internal sealed class PageWriter(Stream output) : IDisposable
{
    /// <summary>ZSTD in CompressionCodec of parquet.thrift.</summary>
    public const int Codec = 6;

    private readonly ByteBuffer _compressed = new();
    private readonly ByteBuffer _header = new();
    private readonly ZstdCompressor _zstd = ZstdCompressor.Rent();

    /// <summary>The page that is being put together. Written, it is empty again.</summary>
    public ByteBuffer Page { get; } = new();

    /// <summary>The number of bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Writes the page as a dictionary.</summary>
    /// <param name="values">The number of its values.</param>
    /// <returns>The page's size before compression, with its header.</returns>
    public long WriteDictionary(int values)
    {
        ThriftWriter header = BeginHeader(PageType.Dictionary);
        header.BeginStruct(ParquetField.PageHeader.DictionaryPageHeader);
        header.Int32(ParquetField.DictionaryPageHeader.NumValues, values);
        header.Int32(ParquetField.DictionaryPageHeader.Encoding, (int)PageEncoding.Plain);
        header.EndStruct();
        return WritePage(header);
    }

    /// <summary>Writes the page as the data of a column.</summary>
    /// <param name="values">The number of its values, nulls included.</param>
    /// <param name="encoding">How the values are encoded.</param>
    /// <returns>The page's size before compression, with its header.</returns>
    public long WriteData(int values, PageEncoding encoding)
    {
        ThriftWriter header = BeginHeader(PageType.Data);
        header.BeginStruct(ParquetField.PageHeader.DataPageHeader);
        header.Int32(ParquetField.DataPageHeader.NumValues, values);
        header.Int32(ParquetField.DataPageHeader.Encoding, (int)encoding);
        header.Int32(ParquetField.DataPageHeader.DefinitionLevelEncoding, (int)PageEncoding.Rle);
        header.Int32(ParquetField.DataPageHeader.RepetitionLevelEncoding, (int)PageEncoding.Rle);
        header.EndStruct();
        return WritePage(header);
    }

    /// <summary>Writes bytes that are no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        Position += bytes.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Page.Dispose();
        _compressed.Dispose();
        _header.Dispose();
        ZstdCompressor.Return(_zstd);
    }

    private ThriftWriter BeginHeader(PageType type)
    {
        Compress();
        _header.Clear();
        var header = new ThriftWriter(_header);
        header.BeginStruct();
        header.Int32(ParquetField.PageHeader.Type, (int)type);
        header.Int32(ParquetField.PageHeader.UncompressedPageSize, Page.Length);
        header.Int32(ParquetField.PageHeader.CompressedPageSize, _compressed.Length);
        return header;
    }

    private long WritePage(ThriftWriter header)
    {
        header.EndStruct();
        int uncompressed = _header.Length + Page.Length;
        Write(_header.Written);
        Write(_compressed.Written);
        Page.Clear();
        return uncompressed;
    }

    private void Compress()
    {
        _compressed.Clear();
        int bound = ZstdCompressor.BoundOf(Page.Length);
        int size = _zstd.Compress(Page.Written, _compressed.Claim(bound));
        _compressed.Unclaim(bound - size);
    }
}
