using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Writes one Parquet file front to back: row groups with one zstd-compressed data page a column, statistics, and a
/// footer. The encodings are those that every reader of the lake knows.
/// </summary>
/// <remarks>
/// The format is that of Apache Parquet's README.md, Encodings.md and parquet.thrift. The point of this writer is the
/// caller that already knows its dictionary: <see cref="WriteDictionary"/> takes indices and writes them as whole bytes,
/// which costs no packing and leaves zstd bytes that it can compress. Not safe for use by several threads.
/// </remarks>
internal sealed class ParquetWriter : IDisposable
{
    private const int CodecZstd = 6;
    private const int PageTypeData = 0;
    private const int PageTypeDictionary = 2;

    // Longer texts would make the footer larger than they make queries faster.
    private const int LongestTextStatistic = 64;

    private readonly Stream _output;
    private readonly IReadOnlyList<Column> _columns;
    private readonly IReadOnlyList<KeyValuePair<string, string>> _metadata;
    private readonly string _createdBy;
    private readonly ByteBuffer _page = new();
    private readonly ByteBuffer _compressed = new();
    private readonly ByteBuffer _thrift = new();
    private readonly ZstdSharp.Compressor _zstd;
    private readonly List<RowGroup> _rowGroups = [];
    private readonly List<ColumnChunk> _chunks = [];
    private long _position;
    private int _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="output">Takes the bytes; not disposed of.</param>
    /// <param name="columns">The table's columns.</param>
    /// <param name="metadata">The file's key-value metadata.</param>
    /// <param name="createdBy">The writer's name and version, as parquet.thrift wants it.</param>
    public ParquetWriter(
        Stream output,
        IReadOnlyList<Column> columns,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        string createdBy)
    {
        _output = output;
        _columns = columns;
        _metadata = metadata;
        _createdBy = createdBy;
        _zstd = CompressorPool.Rent();
        Write("PAR1"u8);
    }

    /// <summary>The number of bytes written so far.</summary>
    public long Length => _position;

    /// <summary>Begins a row group, after the last one has all its columns.</summary>
    /// <param name="rows">The number of its rows, at least 1.</param>
    public void BeginRowGroup(int rows)
    {
        EndRowGroup();
        _rows = rows;
    }

    /// <summary>Writes the next column: the same text in every row.</summary>
    public void WriteConstant(string value)
    {
        var text = Encoding.UTF8.GetBytes(value);
        _page.Clear();
        _page.AddInt32(text.Length);
        _page.Add(text);
        var start = _position;
        var uncompressed = WriteDictionaryPage(1);

        BeginPage(nulls: 0);
        _page.Add(1);
        _page.AddVarint((ulong)_rows << 1);
        _page.Add(0);
        EndChunk(PageEncoding.RleDictionary, start, uncompressed, 0, Statistic(text), Statistic(text));
    }

    /// <summary>Writes the next column, of 32-bit numbers that follow one another.</summary>
    /// <param name="first">The first row's number.</param>
    public void WriteSequence(int first)
    {
        var values = ArrayPool<long>.Shared.Rent(_rows);
        for (var i = 0; i < _rows; i++)
        {
            values[i] = first + i;
        }

        BeginPage(nulls: 0);
        DeltaBinaryPacked.Encode(values.AsSpan(0, _rows), _page);
        ArrayPool<long>.Shared.Return(values);
        EndChunk(PageEncoding.DeltaBinaryPacked, null, 0, 0, Plain(first), Plain(first + _rows - 1));
    }

    /// <summary>Writes the next column, of 64-bit numbers that never fall, as differences.</summary>
    /// <param name="values">A value for each row.</param>
    public void WriteAscending(ReadOnlySpan<long> values)
    {
        BeginPage(nulls: 0);
        DeltaBinaryPacked.Encode(values, _page);
        EndChunk(PageEncoding.DeltaBinaryPacked, null, 0, 0, Plain(values[0]), Plain(values[^1]));
    }

    /// <summary>Writes the next column, which is optional, without a value in any row.</summary>
    public void WriteNulls()
    {
        BeginPage(nulls: _rows);
        EndChunk(PageEncoding.Plain, null, 0, _rows, null, null);
    }

    /// <summary>Writes the next column from a dictionary that the caller has made.</summary>
    /// <param name="dictionary">The distinct values, ascending, at most 65 536 and none of them NaN.</param>
    /// <param name="indices">The place in the dictionary of each row's value.</param>
    public void WriteDictionary(ReadOnlySpan<float> dictionary, ReadOnlySpan<ushort> indices)
    {
        _page.Clear();
        _page.Add(MemoryMarshal.AsBytes(dictionary));
        var start = _position;
        var uncompressed = WriteDictionaryPage(dictionary.Length);

        BeginPage(nulls: 0);
        AddIndices(indices, dictionary.Length);
        EndChunk(PageEncoding.RleDictionary, start, uncompressed, 0, LowerBound(dictionary[0]), UpperBound(dictionary[^1]));
    }

    /// <summary>Writes the next column, of numbers as they are.</summary>
    /// <param name="values">A value for each row, none of them NaN.</param>
    /// <param name="min">The smallest value.</param>
    /// <param name="max">The largest value.</param>
    public void WriteFloats(ReadOnlySpan<float> values, float min, float max)
    {
        BeginPage(nulls: 0);
        _page.Add(MemoryMarshal.AsBytes(values));
        EndChunk(PageEncoding.Plain, null, 0, 0, LowerBound(min), UpperBound(max));
    }

    /// <summary>Writes the next column, of text.</summary>
    public void WriteTexts(ReadOnlySpan<string?> values)
    {
        BeginPage(values);
        byte[]? min = null;
        byte[]? max = null;
        foreach (var value in values)
        {
            if (value is not null)
            {
                var text = Encoding.UTF8.GetBytes(value);
                _page.AddInt32(text.Length);
                _page.Add(text);
                min = min is null || text.AsSpan().SequenceCompareTo(min) < 0 ? text : min;
                max = max is null || text.AsSpan().SequenceCompareTo(max) > 0 ? text : max;
            }
        }

        var withStatistics = min?.Length <= LongestTextStatistic && max?.Length <= LongestTextStatistic;
        EndChunk(PageEncoding.Plain, null, 0, NullsIn(values), withStatistics ? min : null, withStatistics ? max : null);
    }

    /// <summary>Writes the next column, of 32-bit numbers.</summary>
    public void WriteInt32s(ReadOnlySpan<int?> values)
    {
        BeginPage(values);
        int? min = null;
        int? max = null;
        foreach (var value in values)
        {
            if (value is { } number)
            {
                _page.AddInt32(number);
                min = min < number ? min : number;
                max = max > number ? max : number;
            }
        }

        EndChunk(PageEncoding.Plain, null, 0, NullsIn(values), Plain(min), Plain(max));
    }

    /// <summary>Writes the next column, of 64-bit numbers or timestamps.</summary>
    public void WriteInt64s(ReadOnlySpan<long?> values)
    {
        BeginPage(values);
        long? min = null;
        long? max = null;
        foreach (var value in values)
        {
            if (value is { } number)
            {
                BinaryPrimitives.WriteInt64LittleEndian(_page.Claim(sizeof(long)), number);
                min = min < number ? min : number;
                max = max > number ? max : number;
            }
        }

        EndChunk(PageEncoding.Plain, null, 0, NullsIn(values), Plain(min), Plain(max));
    }

    /// <summary>Writes the next column, of numbers none of which is NaN.</summary>
    public void WriteDoubles(ReadOnlySpan<double?> values)
    {
        BeginPage(values);
        double? min = null;
        double? max = null;
        foreach (var value in values)
        {
            if (value is { } number)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(_page.Claim(sizeof(double)), number);
                min = min < number ? min : number;
                max = max > number ? max : number;
            }
        }

        EndChunk(PageEncoding.Plain, null, 0, NullsIn(values), LowerBound(min), UpperBound(max));
    }

    /// <summary>Writes the footer, after the last row group has all its columns.</summary>
    public void Finish()
    {
        EndRowGroup();
        _thrift.Clear();
        new FooterWriter(_thrift).Write(_columns, _rowGroups, _metadata, _createdBy, CodecZstd);
        var length = _thrift.Length;
        Write(_thrift.Written);

        Span<byte> tail = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tail, length);
        "PAR1"u8.CopyTo(tail[4..]);
        Write(tail);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _page.Dispose();
        _compressed.Dispose();
        _thrift.Dispose();
        CompressorPool.Return(_zstd);
    }

    private static int NullsIn<T>(ReadOnlySpan<T?> values)
    {
        var nulls = 0;
        foreach (var value in values)
        {
            nulls += value is null ? 1 : 0;
        }

        return nulls;
    }

    private static byte[]? Statistic(byte[] text) => text.Length <= LongestTextStatistic ? text : null;

    private static byte[]? Plain(int? value)
    {
        if (value is null)
        {
            return null;
        }

        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value.Value);
        return bytes;
    }

    private static byte[]? Plain(long? value)
    {
        if (value is null)
        {
            return null;
        }

        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value.Value);
        return bytes;
    }

    // parquet.thrift, ColumnOrder: a zero in the statistics is -0.0 as a minimum and +0.0 as a maximum.
    private static byte[] LowerBound(float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value == 0 ? -0.0f : value);
        return bytes;
    }

    private static byte[] UpperBound(float value)
    {
        var bytes = new byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value == 0 ? 0.0f : value);
        return bytes;
    }

    private static byte[]? LowerBound(double? value) =>
        value is null ? null : BitConverter.GetBytes(value.Value == 0 ? -0.0 : value.Value);

    private static byte[]? UpperBound(double? value) =>
        value is null ? null : BitConverter.GetBytes(value.Value == 0 ? 0.0 : value.Value);

    private void BeginPage<T>(ReadOnlySpan<T?> values)
    {
        var nulls = NullsIn(values);
        if (nulls == 0 || nulls == values.Length)
        {
            BeginPage(nulls);
            return;
        }

        _page.Clear();
        var start = _page.Length;
        _page.AddInt32(0);
        AddLevels(values);
        BinaryPrimitives.WriteInt32LittleEndian(_page.Patch(start, sizeof(int)), _page.Length - start - sizeof(int));
    }

    // A data page of version 1 begins with the definition levels, their length before them, where the column is optional.
    private void BeginPage(int nulls)
    {
        _page.Clear();
        if (!_columns[_chunks.Count].IsOptional)
        {
            return;
        }

        _page.AddInt32(0);
        _page.AddVarint((ulong)_rows << 1);
        _page.Add(nulls == 0 ? (byte)1 : (byte)0);
        BinaryPrimitives.WriteInt32LittleEndian(_page.Patch(0, sizeof(int)), _page.Length - sizeof(int));
    }

    private void AddLevels<T>(ReadOnlySpan<T?> values)
    {
        var groups = (values.Length + 7) / 8;
        _page.AddVarint(((ulong)groups << 1) | 1);
        var bits = _page.Claim(groups);
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            bits[i >> 3] |= (byte)((values[i] is null ? 0 : 1) << (i & 7));
        }
    }

    // Encodings.md, RLE_DICTIONARY: a byte with the width, then one bit-packed run of whole groups of eight. A width of
    // 8 or 16 bits instead of the fewest keeps every index on byte borders, where zstd finds what repeats.
    private void AddIndices(ReadOnlySpan<ushort> indices, int dictionarySize)
    {
        var groups = (indices.Length + 7) / 8;
        var width = dictionarySize <= 256 ? 1 : 2;
        _page.Add((byte)(width * 8));
        _page.AddVarint(((ulong)groups << 1) | 1);

        var bytes = _page.Claim(groups * 8 * width);
        bytes[(indices.Length * width)..].Clear();
        if (width == 2)
        {
            MemoryMarshal.AsBytes(indices).CopyTo(bytes);
            return;
        }

        for (var i = 0; i < indices.Length; i++)
        {
            bytes[i] = (byte)indices[i];
        }
    }

    private long WriteDictionaryPage(int values)
    {
        Compress();
        _thrift.Clear();
        var thrift = new ThriftWriter(_thrift);
        thrift.BeginStruct();
        thrift.Int32(1, PageTypeDictionary);
        thrift.Int32(2, _page.Length);
        thrift.Int32(3, _compressed.Length);
        thrift.BeginStruct(7);
        thrift.Int32(1, values);
        thrift.Int32(2, (int)PageEncoding.Plain);
        thrift.EndStruct();
        thrift.EndStruct();
        var uncompressed = _thrift.Length + _page.Length;
        Write(_thrift.Written);
        Write(_compressed.Written);
        return uncompressed;
    }

    private void EndChunk(PageEncoding encoding, long? dictionaryOffset, long uncompressed, int nulls, byte[]? min, byte[]? max)
    {
        var dataOffset = _position;
        uncompressed += WriteDataPage(encoding);
        _chunks.Add(new ColumnChunk
        {
            Column = _columns[_chunks.Count],
            Encoding = encoding,
            DictionaryPageOffset = dictionaryOffset,
            DataPageOffset = dataOffset,
            Values = _rows,
            Nulls = nulls,
            UncompressedSize = uncompressed,
            CompressedSize = _position - (dictionaryOffset ?? dataOffset),
            Min = min,
            Max = max,
        });
    }

    private long WriteDataPage(PageEncoding encoding)
    {
        Compress();
        _thrift.Clear();
        var thrift = new ThriftWriter(_thrift);
        thrift.BeginStruct();
        thrift.Int32(1, PageTypeData);
        thrift.Int32(2, _page.Length);
        thrift.Int32(3, _compressed.Length);
        thrift.BeginStruct(5);
        thrift.Int32(1, _rows);
        thrift.Int32(2, (int)encoding);
        thrift.Int32(3, (int)PageEncoding.Rle);
        thrift.Int32(4, (int)PageEncoding.Rle);
        thrift.EndStruct();
        thrift.EndStruct();
        var uncompressed = _thrift.Length + _page.Length;
        Write(_thrift.Written);
        Write(_compressed.Written);
        return uncompressed;
    }

    private void Compress()
    {
        _compressed.Clear();
        var bound = ZstdSharp.Compressor.GetCompressBound(_page.Length);
        var size = _zstd.Wrap(_page.Written, _compressed.Claim(bound));
        _compressed.Unclaim(bound - size);
    }

    private void EndRowGroup()
    {
        if (_chunks.Count > 0)
        {
            _rowGroups.Add(new RowGroup(_rows, [.. _chunks]));
            _chunks.Clear();
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }
}
