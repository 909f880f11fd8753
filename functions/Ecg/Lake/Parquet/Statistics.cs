using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>The statistics that readers use to skip row groups: null count, minimum and maximum of a column chunk.</summary>
/// <param name="Nulls">The number of nulls.</param>
/// <param name="Min">The minimum in PLAIN encoding, without a length; <see langword="null"/> if there is none.</param>
/// <param name="Max">The maximum in the same form; <see langword="null"/> if there is none.</param>
internal sealed record Statistics(int Nulls, byte[]? Min, byte[]? Max)
{
    // Longer texts would enlarge the footer more than they speed up queries.
    private const int LongestText = 64;

    /// <summary>Returns the statistics of a column without values.</summary>
    public static Statistics OfNulls(int nulls) => new(nulls, null, null);

    /// <summary>Returns the statistics of numbers.</summary>
    public static Statistics Of<T>(int nulls, Extremes<T> extremes)
        where T : unmanaged, INumber<T> =>
        extremes.AreKnown ? new(nulls, BytesOf(AsMin(extremes.Min)), BytesOf(AsMax(extremes.Max))) : OfNulls(nulls);

    /// <summary>Returns the statistics of texts.</summary>
    public static Statistics Of(int nulls, Extremes<Utf8Text> extremes) =>
        extremes.AreKnown && extremes.Min.Bytes.Length <= LongestText && extremes.Max.Bytes.Length <= LongestText
            ? new(nulls, extremes.Min.Bytes, extremes.Max.Bytes)
            : OfNulls(nulls);

    // parquet.thrift, ColumnOrder: a zero in the statistics is -0.0 as a minimum and +0.0 as a maximum.
    private static T AsMin<T>(T value)
        where T : INumberBase<T> =>
        T.IsZero(value) ? -T.Zero : value;

    private static T AsMax<T>(T value)
        where T : INumberBase<T> =>
        T.IsZero(value) ? T.Zero : value;

    private static byte[] BytesOf<T>(T value)
        where T : unmanaged =>
        MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
