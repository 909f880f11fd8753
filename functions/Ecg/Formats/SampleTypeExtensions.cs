namespace Ecg.Formats;

/// <summary>Properties of a <see cref="SampleType"/>.</summary>
internal static class SampleTypeExtensions
{
    /// <summary>Returns the size of an element in bytes.</summary>
    public static int Size(this SampleType type) => type switch
    {
        SampleType.Int8 or SampleType.UInt8 => 1,
        SampleType.Int16 or SampleType.UInt16 => 2,
        SampleType.Int32 or SampleType.UInt32 or SampleType.Single => 4,
        SampleType.Int64 or SampleType.UInt64 or SampleType.Double => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Returns whether the type is floating point.</summary>
    public static bool IsFloatingPoint(this SampleType type) => type is SampleType.Single or SampleType.Double;
}
