namespace Ecg.Lake.Parquet;

/// <summary>The field ids of parquet.thrift, with one class per struct.</summary>
internal static class ParquetField
{
    /// <summary>The fields of FileMetaData.</summary>
    public static class FileMetaData
    {
        public const short Version = 1;
        public const short Schema = 2;
        public const short NumRows = 3;
        public const short RowGroups = 4;
        public const short KeyValueMetadata = 5;
        public const short CreatedBy = 6;
        public const short ColumnOrders = 7;
    }

    /// <summary>The fields of SchemaElement: the root of the schema, or a column.</summary>
    public static class SchemaElement
    {
        public const short Type = 1;
        public const short RepetitionType = 3;
        public const short Name = 4;
        public const short NumChildren = 5;
        public const short ConvertedType = 6;
        public const short LogicalType = 10;
    }

    /// <summary>The fields of LogicalType, a union.</summary>
    public static class LogicalType
    {
        public const short String = 1;
        public const short Timestamp = 8;
    }

    /// <summary>The fields of TimestampType.</summary>
    public static class TimestampType
    {
        public const short IsAdjustedToUtc = 1;
        public const short Unit = 2;
    }

    /// <summary>The fields of TimeUnit, a union.</summary>
    public static class TimeUnit
    {
        public const short Micros = 2;
    }

    /// <summary>The fields of RowGroup.</summary>
    public static class RowGroup
    {
        public const short Columns = 1;
        public const short TotalByteSize = 2;
        public const short NumRows = 3;
        public const short FileOffset = 5;
        public const short TotalCompressedSize = 6;
        public const short Ordinal = 7;
    }

    /// <summary>The fields of ColumnChunk.</summary>
    public static class ColumnChunk
    {
        public const short FileOffset = 2;
        public const short MetaData = 3;
    }

    /// <summary>The fields of ColumnMetaData.</summary>
    public static class ColumnMetaData
    {
        public const short Type = 1;
        public const short Encodings = 2;
        public const short PathInSchema = 3;
        public const short Codec = 4;
        public const short NumValues = 5;
        public const short TotalUncompressedSize = 6;
        public const short TotalCompressedSize = 7;
        public const short DataPageOffset = 9;
        public const short DictionaryPageOffset = 11;
        public const short Statistics = 12;
    }

    /// <summary>The fields of Statistics.</summary>
    public static class Statistics
    {
        public const short NullCount = 3;
        public const short MaxValue = 5;
        public const short MinValue = 6;
    }

    /// <summary>The fields of KeyValue.</summary>
    public static class KeyValue
    {
        public const short Key = 1;
        public const short Value = 2;
    }

    /// <summary>The fields of ColumnOrder, a union.</summary>
    public static class ColumnOrder
    {
        public const short TypeOrder = 1;
    }

    /// <summary>The fields of PageHeader.</summary>
    public static class PageHeader
    {
        public const short Type = 1;
        public const short UncompressedPageSize = 2;
        public const short CompressedPageSize = 3;
        public const short DataPageHeader = 5;
        public const short DictionaryPageHeader = 7;
    }

    /// <summary>The fields of DataPageHeader, version 1.</summary>
    public static class DataPageHeader
    {
        public const short NumValues = 1;
        public const short Encoding = 2;
        public const short DefinitionLevelEncoding = 3;
        public const short RepetitionLevelEncoding = 4;
    }

    /// <summary>The fields of DictionaryPageHeader.</summary>
    public static class DictionaryPageHeader
    {
        public const short NumValues = 1;
        public const short Encoding = 2;
    }
}
