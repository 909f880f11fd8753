namespace Ecg.Lake.Parquet;

/// <summary>Kinds of pages, with their numbers in Parquet's parquet.thrift.</summary>
internal enum PageType
{
    /// <summary>DATA_PAGE: values, version 1.</summary>
    Data = 0,

    /// <summary>DICTIONARY_PAGE: the distinct values that the data page's indices refer to.</summary>
    Dictionary = 2,
}
