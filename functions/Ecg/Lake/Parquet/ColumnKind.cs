namespace Ecg.Lake.Parquet;

/// <summary>The column types of the lake.</summary>
internal enum ColumnKind
{
    /// <summary>UTF-8 text: BYTE_ARRAY, logical type STRING.</summary>
    Text,

    /// <summary>INT32.</summary>
    Int32,

    /// <summary>INT64.</summary>
    Int64,

    /// <summary>FLOAT.</summary>
    Float,

    /// <summary>DOUBLE.</summary>
    Double,

    /// <summary>Microseconds since 1970 without a time zone: INT64, logical type TIMESTAMP.</summary>
    Timestamp,
}
