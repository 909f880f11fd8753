namespace Ecg.Formats;

/// <summary>The number type in which elements are stored in a file, which may be smaller than their class.</summary>
public enum SampleType
{
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

    /// <summary>32-bit floating point, IEEE 754.</summary>
    Single,

    /// <summary>64-bit floating point, IEEE 754.</summary>
    Double,
}
