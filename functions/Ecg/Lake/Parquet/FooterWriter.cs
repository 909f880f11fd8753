namespace Ecg.Lake.Parquet;

/// <summary>Writes a Parquet file's footer: FileMetaData of parquet.thrift, whose field numbers stand here.</summary>
internal sealed class FooterWriter(ByteBuffer output)
{
    private const int FormatVersion = 2;
    private const int Required = 0;
    private const int Optional = 1;

    private readonly ThriftWriter _thrift = new(output);

    /// <summary>Writes the footer.</summary>
    public void Write(
        IReadOnlyList<Column> columns,
        IReadOnlyList<RowGroup> rowGroups,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        string createdBy,
        int codec)
    {
        _thrift.BeginStruct();
        _thrift.Int32(1, FormatVersion);
        WriteSchema(columns);
        _thrift.Int64(3, rowGroups.Sum(group => (long)group.Rows));
        _thrift.BeginStructList(4, rowGroups.Count);
        for (var i = 0; i < rowGroups.Count; i++)
        {
            WriteRowGroup(rowGroups[i], (short)Math.Min(i, short.MaxValue), codec);
        }

        WriteMetadata(metadata);
        _thrift.String(6, createdBy);
        WriteColumnOrders(columns.Count);
        _thrift.EndStruct();
    }

    private static int PhysicalType(ColumnKind kind) => kind switch
    {
        ColumnKind.Int32 => 1,
        ColumnKind.Int64 or ColumnKind.Timestamp => 2,
        ColumnKind.Float => 4,
        ColumnKind.Double => 5,
        ColumnKind.Text => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private void WriteSchema(IReadOnlyList<Column> columns)
    {
        _thrift.BeginStructList(2, columns.Count + 1);
        _thrift.BeginStruct();
        _thrift.String(4, "schema");
        _thrift.Int32(5, columns.Count);
        _thrift.EndStruct();
        foreach (var column in columns)
        {
            WriteColumn(column);
        }
    }

    private void WriteColumn(Column column)
    {
        _thrift.BeginStruct();
        _thrift.Int32(1, PhysicalType(column.Kind));
        _thrift.Int32(3, column.IsOptional ? Optional : Required);
        _thrift.String(4, column.Name);
        if (column.Kind == ColumnKind.Text)
        {
            _thrift.Int32(6, 0);
            _thrift.BeginStruct(10);
            _thrift.BeginStruct(1);
            _thrift.EndStruct();
            _thrift.EndStruct();
        }
        else if (column.Kind == ColumnKind.Timestamp)
        {
            WriteTimestampType();
        }

        _thrift.EndStruct();
    }

    private void WriteTimestampType()
    {
        _thrift.BeginStruct(10);
        _thrift.BeginStruct(8);
        _thrift.Boolean(1, false);
        _thrift.BeginStruct(2);
        _thrift.BeginStruct(2);
        _thrift.EndStruct();
        _thrift.EndStruct();
        _thrift.EndStruct();
        _thrift.EndStruct();
    }

    private void WriteRowGroup(RowGroup group, short ordinal, int codec)
    {
        _thrift.BeginStruct();
        _thrift.BeginStructList(1, group.Chunks.Count);
        foreach (var chunk in group.Chunks)
        {
            WriteChunk(chunk, codec);
        }

        var first = group.Chunks[0];
        _thrift.Int64(2, group.Chunks.Sum(chunk => chunk.UncompressedSize));
        _thrift.Int64(3, group.Rows);
        _thrift.Int64(5, first.DictionaryPageOffset ?? first.DataPageOffset);
        _thrift.Int64(6, group.Chunks.Sum(chunk => chunk.CompressedSize));
        _thrift.Int16(7, ordinal);
        _thrift.EndStruct();
    }

    private void WriteChunk(ColumnChunk chunk, int codec)
    {
        _thrift.BeginStruct();
        _thrift.Int64(2, 0);
        _thrift.BeginStruct(3);
        _thrift.Int32(1, PhysicalType(chunk.Column.Kind));
        WriteEncodings(chunk);
        _thrift.StringList(3, chunk.Column.Name);
        _thrift.Int32(4, codec);
        _thrift.Int64(5, chunk.Values);
        _thrift.Int64(6, chunk.UncompressedSize);
        _thrift.Int64(7, chunk.CompressedSize);
        _thrift.Int64(9, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } dictionary)
        {
            _thrift.Int64(11, dictionary);
        }

        WriteStatistics(chunk);
        _thrift.EndStruct();
        _thrift.EndStruct();
    }

    private void WriteEncodings(ColumnChunk chunk)
    {
        ReadOnlySpan<int> encodings = chunk.DictionaryPageOffset is null
            ? [(int)PageEncoding.Rle, (int)chunk.Encoding]
            : [(int)PageEncoding.Plain, (int)PageEncoding.Rle, (int)chunk.Encoding];
        _thrift.Int32List(2, encodings);
    }

    private void WriteStatistics(ColumnChunk chunk)
    {
        _thrift.BeginStruct(12);
        _thrift.Int64(3, chunk.Nulls);
        if (chunk.Min is not null && chunk.Max is not null)
        {
            _thrift.Binary(5, chunk.Max);
            _thrift.Binary(6, chunk.Min);
        }

        _thrift.EndStruct();
    }

    private void WriteMetadata(IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        _thrift.BeginStructList(5, metadata.Count);
        foreach (var (key, value) in metadata)
        {
            _thrift.BeginStruct();
            _thrift.String(1, key);
            _thrift.String(2, value);
            _thrift.EndStruct();
        }
    }

    // Without the order that parquet.thrift calls TypeDefinedOrder, readers do not trust min_value and max_value.
    private void WriteColumnOrders(int count)
    {
        _thrift.BeginStructList(7, count);
        for (var i = 0; i < count; i++)
        {
            _thrift.BeginStruct();
            _thrift.BeginStruct(1);
            _thrift.EndStruct();
            _thrift.EndStruct();
        }
    }
}
