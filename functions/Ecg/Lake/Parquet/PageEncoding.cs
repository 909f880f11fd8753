namespace Ecg.Lake.Parquet;

/// <summary>Encodings of values in a page, with their numbers in Parquet's parquet.thrift.</summary>
internal enum PageEncoding
{
    /// <summary>PLAIN: little-endian values one after another.</summary>
    Plain = 0,

    /// <summary>RLE: the hybrid of runs and bit-packed groups; here of definition levels.</summary>
    Rle = 3,

    /// <summary>DELTA_BINARY_PACKED.</summary>
    DeltaBinaryPacked = 5,

    /// <summary>RLE_DICTIONARY: indices into the dictionary page.</summary>
    RleDictionary = 8,
}
