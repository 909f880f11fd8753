using System.Buffers.Binary;

namespace Ecg.Lake.Parquet;

/// <summary>
/// Reads footers of files whose columns are of the kinds that the lake has. Not for use by several threads.
/// </summary>
/// <remarks>
/// FileMetaData of parquet.thrift. A footer that is broken is an <see cref="InvalidDataException"/>, one that has other columns
/// than <see cref="ColumnKind"/> knows a <see cref="NotSupportedException"/>.
/// </remarks>
internal sealed class FooterReader
{
    /// <summary>The bytes at the end of a file that tell how long the footer before them is.</summary>
    public const int TailLength = 8;

    private const int Repeated = 2;

    // ConvertedType of parquet.thrift.
    private const int ConvertedUtf8 = 0;
    private const int ConvertedTimestampMicros = 10;
    private const int ConvertedInt32 = 17;
    private const int ConvertedInt64 = 18;

    // Most files of a table have the columns of the one before.
    private byte[] _schema = [];
    private Column[] _columns = [];

    /// <summary>The length of the footer, without the bytes that tell it.</summary>
    /// <param name="tail">The last bytes of the file.</param>
    /// <param name="fileLength">The file's length.</param>
    public static int LengthOf(ReadOnlySpan<byte> tail, long fileLength)
    {
        if (tail.Length < TailLength || !tail[^4..].SequenceEqual("PAR1"u8))
        {
            throw new InvalidDataException("The file does not end as a Parquet file does.");
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(tail[^TailLength..]);
        return length > 0 && length <= fileLength - TailLength ? length : throw new InvalidDataException("The footer of the Parquet file is longer than the file.");
    }

    /// <summary>Returns the footer of a file that is in memory.</summary>
    /// <param name="file">The whole file.</param>
    public static ReadOnlySpan<byte> FooterOf(ReadOnlySpan<byte> file)
    {
        int length = LengthOf(file[^Math.Min(TailLength, file.Length)..], file.Length);
        return file[..^TailLength][^length..];
    }

    /// <summary>Reads a footer's key-value metadata. Of a key that stands twice the last value counts.</summary>
    /// <param name="footer">The footer's bytes.</param>
    public static IReadOnlyDictionary<string, string> MetadataOf(ReadOnlySpan<byte> footer)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var thrift = new ThriftReader(footer);
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            if (field != ParquetField.FileMetaData.KeyValueMetadata)
            {
                thrift.Skip(type);
                continue;
            }

            for (int left = thrift.BeginList(type, ThriftType.Struct); left > 0; left--)
            {
                (string key, string value) = KeyValueOf(ref thrift, footer);
                metadata[key] = value;
            }
        }

        return metadata;
    }

    /// <summary>Reads a footer.</summary>
    /// <param name="footer">Its bytes.</param>
    public ParquetFooter Read(ReadOnlySpan<byte> footer)
    {
        var thrift = new ThriftReader(footer);
        Column[]? columns = null;
        StoredRowGroup[] groups = [];
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.FileMetaData.Schema:
                    int start = thrift.Position;
                    thrift.Skip(type);
                    columns = ColumnsOf(footer[start..thrift.Position], type);
                    break;
                case ParquetField.FileMetaData.RowGroups:
                    groups = new StoredRowGroup[thrift.BeginList(type, ThriftType.Struct)];
                    for (int group = 0; group < groups.Length; group++)
                    {
                        groups[group] = RowGroupOf(ref thrift, footer, columns ?? []);
                    }

                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return new ParquetFooter(columns ?? throw Broken(), groups);
    }

    private static InvalidDataException Broken() => new("The footer of the Parquet file is broken.");

    private static (string Key, string Value) KeyValueOf(ref ThriftReader thrift, ReadOnlySpan<byte> footer)
    {
        string key = string.Empty;
        string value = string.Empty;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.KeyValue.Key:
                    key = TextValues.Decode(footer[thrift.Binary(type)]);
                    break;
                case ParquetField.KeyValue.Value:
                    value = TextValues.Decode(footer[thrift.Binary(type)]);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return (key, value);
    }

    private Column[] ColumnsOf(ReadOnlySpan<byte> schema, byte type)
    {
        if (schema.SequenceEqual(_schema))
        {
            return _columns;
        }

        var thrift = new ThriftReader(schema);
        int elements = thrift.BeginList(type, ThriftType.Struct);
        var columns = new Column[elements > 0 ? elements - 1 : throw Broken()];
        thrift.Skip(ThriftType.Struct);
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = ColumnOf(ref thrift, schema);
        }

        (_schema, _columns) = (schema.ToArray(), columns);
        return columns;
    }

    private static Column ColumnOf(ref ThriftReader thrift, ReadOnlySpan<byte> schema)
    {
        int physical = -1;
        int repetition = -1;
        int converted = -1;
        string? name = null;
        int logical = -1;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.SchemaElement.Type:
                    physical = (int)thrift.Integer(type);
                    break;
                case ParquetField.SchemaElement.RepetitionType:
                    repetition = (int)thrift.Integer(type);
                    break;
                case ParquetField.SchemaElement.Name:
                    name = TextValues.Decode(schema[thrift.Binary(type)]);
                    break;
                case ParquetField.SchemaElement.NumChildren when thrift.Integer(type) > 0:
                    throw new NotSupportedException("The Parquet file has nested columns.");
                case ParquetField.SchemaElement.ConvertedType:
                    converted = (int)thrift.Integer(type);
                    break;
                case ParquetField.SchemaElement.LogicalType:
                    ThriftReader.RequireStruct(type);
                    logical = LogicalTypeOf(ref thrift);
                    break;
                case ParquetField.SchemaElement.NumChildren:
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return name is not null && repetition is >= 0 and < Repeated && KindOf(physical, converted, logical) is { } kind
            ? new Column(name, kind, IsOptional: repetition == 1)
            : throw new NotSupportedException("A column of the Parquet file is of another kind than the lake's.");
    }

    // The number of the union's field; a timestamp's only if it is the lake's: microseconds by a clock without a time zone.
    private static int LogicalTypeOf(ref ThriftReader thrift)
    {
        int logical = -1;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            logical = field;
            if (field != ParquetField.LogicalType.Timestamp)
            {
                thrift.Skip(type);
            }
            else if (!IsLocalMicroseconds(ref thrift, type))
            {
                throw new NotSupportedException("A timestamp of the Parquet file is of another kind than the lake's.");
            }
        }

        return logical;
    }

    private static bool IsLocalMicroseconds(ref ThriftReader thrift, byte structType)
    {
        ThriftReader.RequireStruct(structType);
        bool isLocal = false;
        bool isMicroseconds = false;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            if (field == ParquetField.TimestampType.IsAdjustedToUtc)
            {
                isLocal = type == ThriftType.False;
            }
            else if (field == ParquetField.TimestampType.Unit)
            {
                ThriftReader.RequireStruct(type);
                for (short unit = 0; thrift.NextField(ref unit, out byte unitType);)
                {
                    isMicroseconds = unit == ParquetField.TimeUnit.Micros;
                    thrift.Skip(unitType);
                }
            }
            else
            {
                thrift.Skip(type);
            }
        }

        return isLocal && isMicroseconds;
    }

    private static ColumnKind? KindOf(int physical, int converted, int logical) => (physical, logical, converted) switch
    {
        (1, -1, -1 or ConvertedInt32) => ColumnKind.Int32,
        (2, -1, -1 or ConvertedInt64) => ColumnKind.Int64,
        (2, ParquetField.LogicalType.Timestamp, -1 or ConvertedTimestampMicros) => ColumnKind.Timestamp,
        (4, -1, -1) => ColumnKind.Float,
        (5, -1, -1) => ColumnKind.Double,
        (6, -1 or ParquetField.LogicalType.String, ConvertedUtf8) or (6, ParquetField.LogicalType.String, -1) => ColumnKind.Text,
        _ => null,
    };

    private static StoredRowGroup RowGroupOf(ref ThriftReader thrift, ReadOnlySpan<byte> footer, Column[] columns)
    {
        StoredChunk[]? chunks = null;
        long rows = -1;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.RowGroup.Columns:
                    chunks = new StoredChunk[thrift.BeginList(type, ThriftType.Struct)];
                    if (chunks.Length != columns.Length)
                    {
                        throw Broken();
                    }

                    for (int column = 0; column < chunks.Length; column++)
                    {
                        chunks[column] = ChunkOf(ref thrift, footer, columns[column]);
                    }

                    break;
                case ParquetField.RowGroup.NumRows:
                    rows = thrift.Integer(type);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return chunks is not null && rows is >= 0 and <= int.MaxValue ? new StoredRowGroup((int)rows, chunks) : throw Broken();
    }

    private static StoredChunk ChunkOf(ref ThriftReader thrift, ReadOnlySpan<byte> footer, Column column)
    {
        StoredChunk? chunk = null;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            if (field == ParquetField.ColumnChunk.MetaData)
            {
                ThriftReader.RequireStruct(type);
                chunk = ChunkMetadataOf(ref thrift, footer, column);
            }
            else
            {
                thrift.Skip(type);
            }
        }

        return chunk ?? throw Broken();
    }

    private static StoredChunk ChunkMetadataOf(ref ThriftReader thrift, ReadOnlySpan<byte> footer, Column column)
    {
        int codec = -1;
        long length = -1;
        long data = -1;
        long dictionary = -1;
        byte[]? min = null;
        byte[]? max = null;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.ColumnMetaData.Codec:
                    codec = (int)thrift.Integer(type);
                    break;
                case ParquetField.ColumnMetaData.TotalCompressedSize:
                    length = thrift.Integer(type);
                    break;
                case ParquetField.ColumnMetaData.DataPageOffset:
                    data = thrift.Integer(type);
                    break;
                case ParquetField.ColumnMetaData.DictionaryPageOffset:
                    dictionary = thrift.Integer(type);
                    break;
                case ParquetField.ColumnMetaData.Statistics when column.Kind == ColumnKind.Text:
                    ThriftReader.RequireStruct(type);
                    (min, max) = ExtremesOf(ref thrift, footer);
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return data >= 0 && length >= 0 ? new StoredChunk(column, (PageCodec)codec, dictionary > 0 ? Math.Min(dictionary, data) : data, length, min, max) : throw Broken();
    }

    private static (byte[]? Min, byte[]? Max) ExtremesOf(ref ThriftReader thrift, ReadOnlySpan<byte> footer)
    {
        byte[]? min = null;
        byte[]? max = null;
        for (short field = 0; thrift.NextField(ref field, out byte type);)
        {
            switch (field)
            {
                case ParquetField.Statistics.MinValue:
                    min = footer[thrift.Binary(type)].ToArray();
                    break;
                case ParquetField.Statistics.MaxValue:
                    max = footer[thrift.Binary(type)].ToArray();
                    break;
                default:
                    thrift.Skip(type);
                    break;
            }
        }

        return (min, max);
    }
}
