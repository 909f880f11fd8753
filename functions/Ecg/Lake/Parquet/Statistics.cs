using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecg.Lake.Parquet;

/// <summary>What readers skip row groups by: the nulls of a column of a row group, its smallest and its largest value.</summary>
/// <param name="Nulls">The number of nulls.</param>
/// <param name="Min">The smallest value as PLAIN encodes it, without a length; <see langword="null"/> where there is none.</param>
/// <param name="Max">The largest value in the same form; <see langword="null"/> where there is none.</param>
internal sealed record Statistics(int Nulls, byte[]? Min, byte[]? Max)
{
    // Longer texts would make the footer larger than they make queries faster.
    private const int LongestText = 64;

    /// <summary>The statistics of a column without a value.</summary>
    public static Statistics OfNulls(int nulls) => new(nulls, null, null);

    /// <summary>The statistics of numbers.</summary>
    public static Statistics Of<T>(int nulls, Extremes<T> extremes)
        where T : unmanaged, INumber<T> =>
        extremes.AreKnown ? new(nulls, BytesOf(AsMin(extremes.Min)), BytesOf(AsMax(extremes.Max))) : OfNulls(nulls);

    /// <summary>The statistics of texts.</summary>
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
