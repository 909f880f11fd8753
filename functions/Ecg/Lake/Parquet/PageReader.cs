using System.Buffers.Binary;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Reads columns in the form that <see cref="ParquetWriter"/> gives to texts and numbers: zstd or uncompressed, data pages of version 1, PLAIN or
/// a dictionary. Not for use by several threads.
/// </summary>
/// <remarks>
/// Pages that are broken are an <see cref="InvalidDataException"/>, pages of another form a <see cref="NotSupportedException"/>.
/// </remarks>
internal sealed class PageReader : IDisposable
{
    // PLAIN_DICTIONARY of parquet.thrift: what older writers call RLE_DICTIONARY.
    private const int PlainDictionary = 2;

    // zstd makes 128 KiB of a repeated byte out of four bytes and no more: what a header claims beyond that is not allocated.
    private const int BlockSize = 128 << 10;
    private const int SmallestBlock = 4;

    private const int WidestIndex = 32;

    private ZstdDecompressor? _zstd = ZstdDecompressor.Rent();
    private byte[] _page = [];
    private int[] _levels = [];
    private int[] _indices = [];

    /// <summary>Reads a column of a row group.</summary>
    /// <param name="bytes">Its pages.</param>
    /// <param name="chunk">What the footer says of it.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="values">Takes the cells.</param>
    public void Read(ReadOnlySpan<byte> bytes, StoredChunk chunk, int rows, ColumnValues values)
    {
        if (chunk.Codec is not (PageCodec.Uncompressed or PageCodec.Zstd))
        {
            throw new NotSupportedException("The Parquet file is compressed with another codec than zstd.");
        }

        for (int left = rows; left > 0;)
        {
            PageHead head = ReadHead(ref bytes);
            ReadOnlySpan<byte> page = PageOf(bytes[..head.Compressed], head.Uncompressed, chunk.Codec);
            bytes = bytes[head.Compressed..];
            if (head.Type == (int)PageType.Dictionary)
            {
                values.ReadDictionary(page, head.Values);
                continue;
            }

            if (head.Values > left)
            {
                throw Broken();
            }

            ReadData(page, head, chunk.Column.IsOptional, values);
            left -= head.Values;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_zstd is not null)
        {
            ZstdDecompressor.Return(_zstd);
            _zstd = null;
        }
    }

    private static InvalidDataException Broken() => new("A page of the Parquet file is broken.");

    private static PageHead ReadHead(ref ReadOnlySpan<byte> bytes)
    {
        var thrift = new ThriftReader(bytes);
        var head = new PageHead(-1, -1, -1, -1, -1);
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.PageHeader.Type:
                    head = head with { Type = (int)thrift.Integer(type) };
                    break;
                case ParquetField.PageHeader.UncompressedPageSize:
                    head = head with { Uncompressed = (int)thrift.Integer(type) };
                    break;
                case ParquetField.PageHeader.CompressedPageSize:
                    head = head with { Compressed = (int)thrift.Integer(type) };
                    break;
                case ParquetField.PageHeader.DataPageHeader or ParquetField.PageHeader.DictionaryPageHeader:
                    ThriftReader.RequireStruct(type);
                    head = ReadCounts(ref thrift, head);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        if (head.Type is not ((int)PageType.Data or (int)PageType.Dictionary))
        {
            throw new NotSupportedException("The Parquet file has pages of another kind.");
        }

        bytes = bytes[thrift.Position..];
        return head.Values >= 0 && head.Compressed >= 0 && head.Compressed <= bytes.Length && head.Uncompressed >= 0 && head.Uncompressed / BlockSize <= head.Compressed / SmallestBlock
            ? head
            : throw Broken();
    }

    // The two headers have the same numbers for what they share.
    private static PageHead ReadCounts(ref ThriftReader thrift, PageHead head)
    {
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.DataPageHeader.NumValues:
                    head = head with { Values = (int)thrift.Integer(type) };
                    break;
                case ParquetField.DataPageHeader.Encoding:
                    head = head with { Encoding = (int)thrift.Integer(type) };
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return head;
    }

    private ReadOnlySpan<byte> PageOf(ReadOnlySpan<byte> stored, int size, PageCodec codec)
    {
        if (codec == PageCodec.Zstd)
        {
            return Decompress(stored, size);
        }

        return stored.Length == size ? stored : throw Broken();
    }

    private ReadOnlySpan<byte> Decompress(ReadOnlySpan<byte> compressed, int size)
    {
        if (_page.Length < size)
        {
            _page = new byte[Math.Max(size, 2 * _page.Length)];
        }

        Span<byte> page = _page.AsSpan(0, size);
        _zstd!.Decompress(compressed, page);
        return page;
    }

    private void ReadData(ReadOnlySpan<byte> page, PageHead head, bool isOptional, ColumnValues values)
    {
        ReadOnlySpan<int> levels = isOptional ? ReadLevels(ref page, head.Values) : [];
        switch (head.Encoding)
        {
            case (int)PageEncoding.Plain:
                values.ReadPlain(page, levels, head.Values);
                break;
            case (int)PageEncoding.RleDictionary or PlainDictionary:
                values.ReadIndices(ReadIndices(page, levels.IsEmpty ? head.Values : levels.Count(1)), levels, head.Values);
                break;
            default:
                throw new NotSupportedException("The Parquet file has an encoding that is not for texts and numbers.");
        }
    }

    private ReadOnlySpan<int> ReadLevels(ref ReadOnlySpan<byte> page, int rows)
    {
        int length = page.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(page);
        if (length < 0 || length > page.Length - sizeof(int))
        {
            throw Broken();
        }

        Span<int> levels = Claim(ref _levels, rows);
        HybridRuns.Read(page.Slice(sizeof(int), length), width: 1, levels);
        page = page[(sizeof(int) + length)..];
        return levels.Contains(0) ? levels : [];
    }

    private ReadOnlySpan<int> ReadIndices(ReadOnlySpan<byte> page, int count)
    {
        if (count == 0)
        {
            return [];
        }

        if (page.IsEmpty || page[0] > WidestIndex)
        {
            throw Broken();
        }

        Span<int> indices = Claim(ref _indices, count);
        HybridRuns.Read(page[1..], page[0], indices);
        return indices;
    }

    private static Span<int> Claim(ref int[] array, int count)
    {
        if (array.Length < count)
        {
            array = new int[Math.Max(count, 2 * array.Length)];
        }

        return array.AsSpan(0, count);
    }

    private readonly record struct PageHead(int Type, int Uncompressed, int Compressed, int Values, int Encoding);
}
