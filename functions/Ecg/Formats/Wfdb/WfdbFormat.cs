namespace Ecg.Formats.Wfdb;

/// <summary>The storage formats of WFDB signal files, signal(5).</summary>
internal static class WfdbFormat
{
    /// <summary>8-bit first differences.</summary>
    public const int Difference8 = 8;

    /// <summary>8-bit offset binary: 128 is added to each amplitude.</summary>
    public const int OffsetBinary8 = 80;

    /// <summary>16-bit offset binary: 32 768 is added to each amplitude.</summary>
    public const int OffsetBinary16 = 160;

    private const int DefaultAmplitudeResolution = 12;
    private const int DefaultDifferenceResolution = 10;

    /// <summary>Returns whether signal(5) defines a format with this number; 0 is the null signal.</summary>
    public static bool IsKnown(int format) =>
        format is 0 or Difference8 or 16 or 24 or 32 or 61 or OffsetBinary8 or OffsetBinary16
            or 212 or 310 or 311 or 508 or 516 or 524;

    /// <summary>
    /// Returns the amplitude that marks a missing sample: the most negative one of the format's width. <see langword="null"/> for
    /// formats that have none.
    /// </summary>
    public static int? InvalidSample(int format) => format switch
    {
        OffsetBinary8 or 508 => sbyte.MinValue,
        310 or 311 => -1 << 9,
        212 => -1 << 11,
        16 or 61 or OffsetBinary16 or 516 => short.MinValue,
        24 or 524 => -1 << 23,
        32 => int.MinValue,
        _ => null,
    };

    /// <summary>Returns whether samples of a format may need more than 16 bits.</summary>
    public static bool IsWide(int format) => format is Difference8 or 24 or 32 or 524;

    /// <summary>Returns the default ADC resolution in bits of a signal, header(5) "ADC resolution".</summary>
    public static int DefaultResolution(int format) => format switch
    {
        OffsetBinary8 or 508 => 8,
        310 or 311 => 10,
        Difference8 => DefaultDifferenceResolution,
        _ => DefaultAmplitudeResolution,
    };
}
