namespace Ecg.Formats;

/// <summary>What follows from a <see cref="SampleType"/>.</summary>
internal static class SampleTypeExtensions
{
    /// <summary>The size of one element in bytes.</summary>
    public static int Size(this SampleType type) => type switch
    {
        SampleType.Int8 or SampleType.UInt8 => 1,
        SampleType.Int16 or SampleType.UInt16 => 2,
        SampleType.Int32 or SampleType.UInt32 or SampleType.Single => 4,
        SampleType.Int64 or SampleType.UInt64 or SampleType.Double => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>Whether the type is a floating-point one.</summary>
    public static bool IsFloatingPoint(this SampleType type) => type is SampleType.Single or SampleType.Double;
}
