namespace Ecg.Lake.Parquet;

/// <summary>The types of fields in Thrift's compact protocol, with their numbers.</summary>
internal static class ThriftType
{
    public const byte Stop = 0;
    public const byte True = 1;
    public const byte False = 2;
    public const byte Byte = 3;
    public const byte Int16 = 4;
    public const byte Int32 = 5;
    public const byte Int64 = 6;
    public const byte Double = 7;
    public const byte Binary = 8;
    public const byte List = 9;
    public const byte Set = 10;
    public const byte Struct = 12;
}
