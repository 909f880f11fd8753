namespace Ecg.Formats.Mat;

/// <summary>Properties of a class.</summary>
internal static class MatClassExtensions
{
    /// <summary>Returns the number type in which MATLAB stores a numeric class; <see langword="null"/> for any other class.</summary>
    public static SampleType? Storage(this MatClass matClass) => matClass switch
    {
        MatClass.Double => SampleType.Double,
        MatClass.Single => SampleType.Single,
        MatClass.Int8 => SampleType.Int8,
        MatClass.UInt8 or MatClass.Logical => SampleType.UInt8,
        MatClass.Int16 => SampleType.Int16,
        MatClass.UInt16 => SampleType.UInt16,
        MatClass.Int32 => SampleType.Int32,
        MatClass.UInt32 => SampleType.UInt32,
        MatClass.Int64 => SampleType.Int64,
        MatClass.UInt64 => SampleType.UInt64,
        _ => null,
    };
}
