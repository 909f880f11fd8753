using Ecg.Formats;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Properties that follow from an array's class and dimensions.</summary>
internal static class ArrayShape
{
    /// <summary>A matrix with fewer samples than this, a quarter of a second at 250 Hz, is a set of parameters, not a recording.</summary>
    public const int FewestSamples = 64;

    /// <summary>The maximum number of leads of an ECG recorder, plus a few other channels.</summary>
    public const int FewLeads = 16;

    /// <summary>Returns why a dense numeric array cannot be a signal; <see langword="null"/> if it can.</summary>
    public static string? WhyNoSignal(MatClass type, IReadOnlyList<long> dimensions, bool isComplex)
    {
        if (type == MatClass.Logical)
        {
            return ": store the samples as numbers";
        }

        if (isComplex)
        {
            return ", complex: store the real part";
        }

        return Squeeze(dimensions).Count > 2 ? ", of more than two dimensions: store it as leads by samples" : null;
    }

    /// <summary>
    /// Whether the values are whole numbers. MATLAB stores doubles as integers if that loses nothing, and
    /// wfdb2mat declares its integers to be doubles.
    /// </summary>
    public static bool IsInteger(MatArray array) =>
        !array.StorageType.IsFloatingPoint() || array.Class is not (MatClass.Double or MatClass.Single);

    /// <summary>
    /// The stored value that marks a missing sample in a WFDB file without a header that states the storage format: the most negative
    /// number of 16 and of 32 bits, signal(5). An 8-bit one cannot be distinguished from an amplitude at the rail.
    /// </summary>
    public static long? InvalidSample(SampleType type) => type switch
    {
        SampleType.Int16 => short.MinValue,
        SampleType.Int32 => int.MinValue,
        _ => null,
    };

    /// <summary>The number of samples of each lead, the longest dimension.</summary>
    public static long SamplesOf(MatArray array) => array.Dimensions.Max();

    /// <summary>Whether only one dimension is longer than 1.</summary>
    public static bool IsVector(MatArray array) => SamplesOf(array) == array.ElementCount;

    /// <summary>The dimensions without those of length 1.</summary>
    public static IReadOnlyList<long> Squeeze(IReadOnlyList<long> dimensions) => [.. dimensions.Where(length => length != 1)];

    /// <summary>The dimensions in MATLAB's form, and the class: <c>12x5000 double</c>.</summary>
    public static string Describe(IReadOnlyList<long> dimensions, MatClass type) =>
        $"{string.Join('x', dimensions)} {NameOf(type)}".TrimStart();

    /// <summary>A description of a variable: <c>12x5000 double</c>, or for an object its class, <c>MATLAB timetable</c>.</summary>
    public static string Describe(MatVariable variable) => variable is { Class: MatClass.Object, ObjectClass: { Length: > 0 } name }
        ? $"MATLAB {OneLine.Clean(name)}"
        : Describe(variable.Dimensions, variable.Class);

    private static string NameOf(MatClass type) =>
        type == MatClass.FunctionHandle ? "function_handle" : type.ToString().ToLowerInvariant();
}
