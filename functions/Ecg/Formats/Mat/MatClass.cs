namespace Ecg.Formats.Mat;

/// <summary>The class of an array, as returned by MATLAB's <c>class</c>.</summary>
public enum MatClass
{
    /// <summary>An unknown class; its bytes are skipped.</summary>
    Unknown,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>32-bit floating point.</summary>
    Single,

    /// <summary>8-bit signed integer.</summary>
    Int8,

    /// <summary>8-bit unsigned integer.</summary>
    UInt8,

    /// <summary>16-bit signed integer.</summary>
    Int16,

    /// <summary>16-bit unsigned integer.</summary>
    UInt16,

    /// <summary>32-bit signed integer.</summary>
    Int32,

    /// <summary>32-bit unsigned integer.</summary>
    UInt32,

    /// <summary>64-bit signed integer.</summary>
    Int64,

    /// <summary>64-bit unsigned integer.</summary>
    UInt64,

    /// <summary>True or false, stored in a byte.</summary>
    Logical,

    /// <summary>Text.</summary>
    Char,

    /// <summary>An array of arrays.</summary>
    Cell,

    /// <summary>Named fields.</summary>
    Struct,

    /// <summary>An instance of a class; only its name is read.</summary>
    Object,

    /// <summary>A function handle; only its name is read.</summary>
    FunctionHandle,
}
