namespace Ecg.Lake.Parquet;

/// <summary>Compresses pages and writes them, each with its header, one after another.</summary>
internal sealed class PageWriter : IDisposable
{
    // Small pages are gathered in pooled memory to this size, so that no stream below needs a buffer of its own.
    private const int WriteSize = 64 << 10;

    private readonly ByteBuffer _waiting = new();
    private readonly ByteBuffer _compressed = new();
    private readonly ByteBuffer _header = new();
    private ZstdCompressor? _zstd = ZstdCompressor.Rent();
    private readonly Stream _output;
    private readonly ThriftWriter _thrift;

    /// <summary>Creates a writer.</summary>
    /// <param name="output">Takes the bytes; not disposed of.</param>
    public PageWriter(Stream output)
    {
        _output = output;
        _thrift = new ThriftWriter(_header);
    }

    /// <summary>The page that is being put together. Written, it is empty again.</summary>
    public ByteBuffer Page { get; } = new();

    /// <summary>The number of bytes written so far, those included that <see cref="Flush"/> has yet to hand on.</summary>
    public long Position { get; private set; }

    /// <summary>Writes the page as a dictionary.</summary>
    /// <param name="values">The number of its values.</param>
    /// <param name="codec">How it is compressed.</param>
    /// <returns>The page's size before compression, with its header.</returns>
    public long WriteDictionary(int values, PageCodec codec)
    {
        ReadOnlySpan<byte> body = BeginHeader(PageType.Dictionary, codec);
        _thrift.BeginStruct(ParquetField.PageHeader.DictionaryPageHeader);
        _thrift.Int32(ParquetField.DictionaryPageHeader.NumValues, values);
        _thrift.Int32(ParquetField.DictionaryPageHeader.Encoding, (int)PageEncoding.Plain);
        _thrift.EndStruct();
        return WritePage(body);
    }

    /// <summary>Writes the page as the data of a column.</summary>
    /// <param name="values">The number of its values, nulls included.</param>
    /// <param name="encoding">How the values are encoded.</param>
    /// <param name="codec">How it is compressed.</param>
    /// <returns>The page's size before compression, with its header.</returns>
    public long WriteData(int values, PageEncoding encoding, PageCodec codec)
    {
        ReadOnlySpan<byte> body = BeginHeader(PageType.Data, codec);
        _thrift.BeginStruct(ParquetField.PageHeader.DataPageHeader);
        _thrift.Int32(ParquetField.DataPageHeader.NumValues, values);
        _thrift.Int32(ParquetField.DataPageHeader.Encoding, (int)encoding);
        _thrift.Int32(ParquetField.DataPageHeader.DefinitionLevelEncoding, (int)PageEncoding.Rle);
        _thrift.Int32(ParquetField.DataPageHeader.RepetitionLevelEncoding, (int)PageEncoding.Rle);
        _thrift.EndStruct();
        return WritePage(body);
    }

    /// <summary>Writes bytes that are no page.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _waiting.Add(bytes);
        Position += bytes.Length;
        if (_waiting.Length >= WriteSize)
        {
            Flush();
        }
    }

    /// <summary>Hands on to the output what waits.</summary>
    public void Flush()
    {
        _output.Write(_waiting.Written);
        _waiting.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Page.Dispose();
        _waiting.Dispose();
        _compressed.Dispose();
        _header.Dispose();

        // Given back twice, two callers would have it.
        if (_zstd is not null)
        {
            ZstdCompressor.Return(_zstd);
            _zstd = null;
        }
    }

    private ReadOnlySpan<byte> BeginHeader(PageType type, PageCodec codec)
    {
        ReadOnlySpan<byte> body = codec == PageCodec.Zstd ? Compress() : Page.Written;
        _header.Clear();
        _thrift.BeginStruct();
        _thrift.Int32(ParquetField.PageHeader.Type, (int)type);
        _thrift.Int32(ParquetField.PageHeader.UncompressedPageSize, Page.Length);
        _thrift.Int32(ParquetField.PageHeader.CompressedPageSize, body.Length);
        return body;
    }

    private long WritePage(ReadOnlySpan<byte> body)
    {
        _thrift.EndStruct();
        int uncompressed = _header.Length + Page.Length;
        Write(_header.Written);
        Write(body);
        Page.Clear();
        return uncompressed;
    }

    private ReadOnlySpan<byte> Compress()
    {
        _compressed.Clear();
        int bound = ZstdCompressor.BoundOf(Page.Length);
        int size = _zstd!.Compress(Page.Written, _compressed.Claim(bound));
        _compressed.Unclaim(bound - size);
        return _compressed.Written;
    }
}
