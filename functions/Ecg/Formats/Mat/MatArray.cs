namespace Ecg.Formats.Mat;

/// <summary>A numeric array that a reader has come to: all that is known of it before its elements are read.</summary>
public sealed record MatArray
{
    /// <summary>
    /// Where the array stands, in MATLAB's own syntax: <c>val</c>, <c>ECG.data</c>, <c>ECG(2).data</c>, <c>c{3}</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The class in MATLAB.</summary>
    public required MatClass Class { get; init; }

    /// <summary>The number type that the elements have in the file.</summary>
    public required SampleType StorageType { get; init; }

    /// <summary>The lengths of the dimensions, at least two. Elements are in column-major order.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>Whether an imaginary part follows the real one. It is never given to a visitor.</summary>
    public bool IsComplex { get; init; }

    /// <summary>The product of <see cref="Dimensions"/>; the reader has checked that it fits.</summary>
    public required long ElementCount { get; init; }
}
