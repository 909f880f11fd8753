namespace Ecg.Lake.Parquet;

/// <summary>Writes a Parquet file's footer: FileMetaData of parquet.thrift.</summary>
internal sealed class FooterWriter(ByteBuffer output)
{
    private const int FormatVersion = 2;
    private const int Required = 0;
    private const int Optional = 1;
    private const int ConvertedUtf8 = 0;
    private const int ConvertedTimestampMicros = 10;

    private readonly ThriftWriter _thrift = new(output);

    /// <summary>Writes the footer.</summary>
    public void Write(
        IReadOnlyList<Column> columns,
        IReadOnlyList<RowGroup> rowGroups,
        IReadOnlyList<KeyValuePair<string, string>> metadata,
        string createdBy)
    {
        _thrift.BeginStruct();
        _thrift.Int32(ParquetField.FileMetaData.Version, FormatVersion);
        WriteSchema(columns);
        _thrift.Int64(ParquetField.FileMetaData.NumRows, rowGroups.Sum(group => (long)group.Rows));
        _thrift.BeginStructList(ParquetField.FileMetaData.RowGroups, rowGroups.Count);
        for (int i = 0; i < rowGroups.Count; i++)
        {
            WriteRowGroup(rowGroups[i], (short)Math.Min(i, short.MaxValue));
        }

        WriteMetadata(metadata);
        _thrift.String(ParquetField.FileMetaData.CreatedBy, createdBy);
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
        _thrift.BeginStructList(ParquetField.FileMetaData.Schema, columns.Count + 1);
        _thrift.BeginStruct();
        _thrift.String(ParquetField.SchemaElement.Name, "schema");
        _thrift.Int32(ParquetField.SchemaElement.NumChildren, columns.Count);
        _thrift.EndStruct();
        foreach (Column column in columns)
        {
            WriteColumn(column);
        }
    }

    private void WriteColumn(Column column)
    {
        _thrift.BeginStruct();
        _thrift.Int32(ParquetField.SchemaElement.Type, PhysicalType(column.Kind));
        _thrift.Int32(ParquetField.SchemaElement.RepetitionType, column.IsOptional ? Optional : Required);
        _thrift.String(ParquetField.SchemaElement.Name, column.Name);
        WriteAnnotations(column.Kind);
        _thrift.EndStruct();
    }

    // LogicalTypes.md: the logical type, and before it the older converted type, which Glue and Hive look at.
    private void WriteAnnotations(ColumnKind kind)
    {
        switch (kind)
        {
            case ColumnKind.Text:
                _thrift.Int32(ParquetField.SchemaElement.ConvertedType, ConvertedUtf8);
                _thrift.BeginStruct(ParquetField.SchemaElement.LogicalType);
                WriteEmpty(ParquetField.LogicalType.String);
                _thrift.EndStruct();
                break;
            case ColumnKind.Timestamp:
                _thrift.Int32(ParquetField.SchemaElement.ConvertedType, ConvertedTimestampMicros);
                _thrift.BeginStruct(ParquetField.SchemaElement.LogicalType);
                WriteTimestampType();
                _thrift.EndStruct();
                break;
        }
    }

    private void WriteTimestampType()
    {
        _thrift.BeginStruct(ParquetField.LogicalType.Timestamp);
        _thrift.Boolean(ParquetField.TimestampType.IsAdjustedToUtc, false);
        _thrift.BeginStruct(ParquetField.TimestampType.Unit);
        WriteEmpty(ParquetField.TimeUnit.Micros);
        _thrift.EndStruct();
        _thrift.EndStruct();
    }

    private void WriteEmpty(short field)
    {
        _thrift.BeginStruct(field);
        _thrift.EndStruct();
    }

    private void WriteRowGroup(RowGroup group, short ordinal)
    {
        _thrift.BeginStruct();
        _thrift.BeginStructList(ParquetField.RowGroup.Columns, group.Chunks.Count);
        foreach (ColumnChunk chunk in group.Chunks)
        {
            WriteChunk(chunk);
        }

        ColumnChunk first = group.Chunks[0];
        _thrift.Int64(ParquetField.RowGroup.TotalByteSize, group.Chunks.Sum(chunk => chunk.UncompressedSize));
        _thrift.Int64(ParquetField.RowGroup.NumRows, group.Rows);
        _thrift.Int64(ParquetField.RowGroup.FileOffset, first.DictionaryPageOffset ?? first.DataPageOffset);
        _thrift.Int64(ParquetField.RowGroup.TotalCompressedSize, group.Chunks.Sum(chunk => chunk.CompressedSize));
        _thrift.Int16(ParquetField.RowGroup.Ordinal, ordinal);
        _thrift.EndStruct();
    }

    private void WriteChunk(ColumnChunk chunk)
    {
        _thrift.BeginStruct();
        _thrift.Int64(ParquetField.ColumnChunk.FileOffset, 0);
        _thrift.BeginStruct(ParquetField.ColumnChunk.MetaData);
        _thrift.Int32(ParquetField.ColumnMetaData.Type, PhysicalType(chunk.Column.Kind));
        WriteEncodings(chunk);
        _thrift.StringList(ParquetField.ColumnMetaData.PathInSchema, chunk.Column.Name);
        _thrift.Int32(ParquetField.ColumnMetaData.Codec, (int)chunk.Codec);
        _thrift.Int64(ParquetField.ColumnMetaData.NumValues, chunk.Values);
        _thrift.Int64(ParquetField.ColumnMetaData.TotalUncompressedSize, chunk.UncompressedSize);
        _thrift.Int64(ParquetField.ColumnMetaData.TotalCompressedSize, chunk.CompressedSize);
        _thrift.Int64(ParquetField.ColumnMetaData.DataPageOffset, chunk.DataPageOffset);
        if (chunk.DictionaryPageOffset is { } dictionary)
        {
            _thrift.Int64(ParquetField.ColumnMetaData.DictionaryPageOffset, dictionary);
        }

        WriteStatistics(chunk.Statistics);
        _thrift.EndStruct();
        _thrift.EndStruct();
    }

    private void WriteEncodings(ColumnChunk chunk)
    {
        ReadOnlySpan<int> encodings = chunk.DictionaryPageOffset is null
            ? [(int)PageEncoding.Rle, (int)chunk.Encoding]
            : [(int)PageEncoding.Plain, (int)PageEncoding.Rle, (int)chunk.Encoding];
        _thrift.Int32List(ParquetField.ColumnMetaData.Encodings, encodings);
    }

    private void WriteStatistics(Statistics statistics)
    {
        _thrift.BeginStruct(ParquetField.ColumnMetaData.Statistics);
        _thrift.Int64(ParquetField.Statistics.NullCount, statistics.Nulls);
        if (statistics.Min is not null && statistics.Max is not null)
        {
            _thrift.Binary(ParquetField.Statistics.MaxValue, statistics.Max);
            _thrift.Binary(ParquetField.Statistics.MinValue, statistics.Min);
        }

        _thrift.EndStruct();
    }

    private void WriteMetadata(IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        _thrift.BeginStructList(ParquetField.FileMetaData.KeyValueMetadata, metadata.Count);
        foreach ((string? key, string? value) in metadata)
        {
            _thrift.BeginStruct();
            _thrift.String(ParquetField.KeyValue.Key, key);
            _thrift.String(ParquetField.KeyValue.Value, value);
            _thrift.EndStruct();
        }
    }

    // Without the order that parquet.thrift calls TypeDefinedOrder, readers do not trust min_value and max_value.
    private void WriteColumnOrders(int count)
    {
        _thrift.BeginStructList(ParquetField.FileMetaData.ColumnOrders, count);
        for (int i = 0; i < count; i++)
        {
            _thrift.BeginStruct();
            WriteEmpty(ParquetField.ColumnOrder.TypeOrder);
            _thrift.EndStruct();
        }
    }
}
