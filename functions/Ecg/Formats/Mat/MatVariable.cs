namespace Ecg.Formats.Mat;

/// <summary>A variable of a MAT-file, a field of a struct, or an element of a cell.</summary>
public sealed record MatVariable
{
    /// <summary>The name in the workspace or the struct; empty for an element of a cell.</summary>
    public required string Name { get; init; }

    /// <summary>The class in MATLAB.</summary>
    public required MatClass Class { get; init; }

    /// <summary>The lengths of the dimensions, at least two where the file states them.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>The number type of the elements in the file; <see langword="null"/> for anything but dense numbers.</summary>
    public SampleType? StorageType { get; init; }

    /// <summary>Whether the elements are complex.</summary>
    public bool IsComplex { get; init; }

    /// <summary>Whether only the elements that are not zero are stored.</summary>
    public bool IsSparse { get; init; }

    /// <summary>Whether the variable was declared global.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>The name of an object's class; <see langword="null"/> for anything else.</summary>
    public string? ObjectClass { get; init; }

    /// <summary>
    /// The elements of a small real dense numeric or logical array, in column-major order; <see langword="null"/> where
    /// the array is larger than <see cref="MatFile.MaxValueElements"/> or not such an array, or where the file has
    /// more values than <see cref="MatFile.MaxKeptValues"/>.
    /// </summary>
    public IReadOnlyList<double>? Numbers { get; init; }

    /// <summary>
    /// The rows of a small char array, trailing blanks removed; <see langword="null"/> for anything else. What is small is
    /// decided as for <see cref="Numbers"/>.
    /// </summary>
    public IReadOnlyList<string>? Text { get; init; }

    /// <summary>
    /// A struct's fields (those of a struct array's elements one after another) or a cell's elements; empty for
    /// anything else.
    /// </summary>
    public IReadOnlyList<MatVariable> Children { get; init; } = [];

    /// <summary>How many children were passed over because a file may hold no more than <see cref="MatFile.MaxNodes"/>.</summary>
    public long ChildrenLeftOut { get; init; }
}
