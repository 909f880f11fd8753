using Ecg.Formats.Hdf5;

namespace Ecg.Formats.Mat;

/// <summary>Determines the classes of objects in v7.3 MAT-files.</summary>
internal static class Level73Classes
{
    /// <summary>Returns the class that the attribute MATLAB_class states; an unknown name is an object's class.</summary>
    public static MatClass Parse(string name) => name switch
    {
        "double" => MatClass.Double,
        "single" => MatClass.Single,
        "int8" => MatClass.Int8,
        "uint8" => MatClass.UInt8,
        "int16" => MatClass.Int16,
        "uint16" => MatClass.UInt16,
        "int32" => MatClass.Int32,
        "uint32" => MatClass.UInt32,
        "int64" => MatClass.Int64,
        "uint64" => MatClass.UInt64,
        "logical" => MatClass.Logical,
        "char" => MatClass.Char,
        "cell" => MatClass.Cell,
        "struct" => MatClass.Struct,
        "function_handle" => MatClass.FunctionHandle,

        // The one empty array that all empty cell elements share.
        "canonical empty" => MatClass.Double,
        _ => MatClass.Object,
    };

    /// <summary>Returns the MATLAB class for the elements of a data set without the attribute.</summary>
    public static MatClass Of(Hdf5Datatype type) => type switch
    {
        { IsObjectReference: true } => MatClass.Cell,
        { Class: Hdf5TypeClass.String } or { IsVariableText: true } => MatClass.Char,
        { Class: Hdf5TypeClass.Enumeration, Base.Number: SampleType.Int8 or SampleType.UInt8 } => MatClass.Logical,
        _ => Level73Numbers.Of(type) is { } numbers ? Of(numbers.Type) : MatClass.Unknown,
    };

    private static MatClass Of(SampleType type) => type switch
    {
        SampleType.Double => MatClass.Double,
        SampleType.Single => MatClass.Single,
        SampleType.Int8 => MatClass.Int8,
        SampleType.UInt8 => MatClass.UInt8,
        SampleType.Int16 => MatClass.Int16,
        SampleType.UInt16 => MatClass.UInt16,
        SampleType.Int32 => MatClass.Int32,
        SampleType.UInt32 => MatClass.UInt32,
        SampleType.Int64 => MatClass.Int64,
        SampleType.UInt64 => MatClass.UInt64,
        _ => MatClass.Unknown,
    };
}
