namespace Ecg.Formats.Mat;

/// <summary>A numeric array in a file, described before its elements are read.</summary>
public sealed record MatArray
{
    /// <summary>
    /// The array's path in MATLAB's syntax: <c>val</c>, <c>ECG.data</c>, <c>ECG(2).data</c>, <c>c{3}</c>.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>The class in MATLAB.</summary>
    public required MatClass Class { get; init; }

    /// <summary>The number type of the elements in the file.</summary>
    public required SampleType StorageType { get; init; }

    /// <summary>The lengths of the dimensions, at least two. Elements are in column-major order.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>Whether an imaginary part follows the real one. It is never passed to a visitor.</summary>
    public bool IsComplex { get; init; }

    /// <summary>The product of <see cref="Dimensions"/>, which the reader has checked for overflow.</summary>
    public required long ElementCount { get; init; }
}
