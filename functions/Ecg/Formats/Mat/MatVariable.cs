namespace Ecg.Formats.Mat;

/// <summary>A variable of a MAT-file, a field of a struct, or an element of a cell.</summary>
public sealed record MatVariable
{
    /// <summary>The name in the workspace or the struct; empty for an element of a cell.</summary>
    public required string Name { get; init; }

    /// <summary>The class in MATLAB.</summary>
    public required MatClass Class { get; init; }

    /// <summary>The lengths of the dimensions, at least two if the file states them.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>The number type of the elements in the file; <see langword="null"/> unless they are dense numbers.</summary>
    public SampleType? StorageType { get; init; }

    /// <summary>Whether the elements are complex.</summary>
    public bool IsComplex { get; init; }

    /// <summary>Whether only non-zero elements are stored.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether the variable was declared global.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>The name of an object's class; <see langword="null"/> for other variables.</summary>
    public string? ObjectClass { get; init; }

    /// <summary>
    /// The elements of a small, real, dense, numeric or logical array in column-major order; <see langword="null"/> if
    /// the array exceeds <see cref="MatFile.MaxValueElements"/> or is of another kind, or if the file has
    /// more values than <see cref="MatFile.MaxKeptValues"/>.
    /// </summary>
    public IReadOnlyList<double>? Numbers { get; init; }

    /// <summary>
    /// The rows of a small char array without trailing spaces; <see langword="null"/> for other variables. The limits are
    /// those of <see cref="Numbers"/>.
    /// </summary>
    public IReadOnlyList<string>? Text { get; init; }

    /// <summary>
    /// A struct's fields (those of a struct array's elements in sequence), a cell's elements, or the attributes of an array
    /// that another program than MATLAB or Octave wrote in HDF5; empty for other variables.
    /// </summary>
    public IReadOnlyList<MatVariable> Children { get; init; } = [];

    /// <summary>The number of children that were dropped because of the limit <see cref="MatFile.MaxNodes"/>.</summary>
    public long ChildrenLeftOut { get; init; }
}
