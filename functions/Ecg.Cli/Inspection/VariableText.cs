using System.Globalization;
using Ecg.Cli.Terminal;
using Ecg.Formats.Mat;

namespace Ecg.Cli.Inspection;

/// <summary>Describes a variable on one line, in MATLAB's terms.</summary>
internal static class VariableText
{
    private const int MostNumbers = 8;
    private const int MostCharacters = 60;

    /// <summary>Returns the name, shape, class, storage type and a small value: <c>fs  1x1 double (stored as uint16)  = 500</c>.</summary>
    public static string Of(MatVariable variable, int index) => Printable.Of(
        $"{Name(variable, index)}  {Shape(variable)} {Kind(variable)}{Storage(variable)}{Value(variable)}");

    /// <summary>Returns the shape in MATLAB's form, such as <c>12x5000</c>.</summary>
    public static string Shape(MatVariable variable) =>
        string.Join('x', variable.Dimensions.Select(length => length.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Returns the class's name in MATLAB.</summary>
    public static string Class(MatVariable variable) => variable.Class switch
    {
        MatClass.FunctionHandle => "function_handle",
        MatClass.Object when variable.ObjectClass is { } name => name,
        var other => Lower(other),
    };

    /// <summary>Returns the storage type's name, or <see langword="null"/> if it is the class's own.</summary>
    public static string? StorageName(MatVariable variable) => variable.StorageType is { } type ? Lower(type) : null;

    private static string Name(MatVariable variable, int index) =>
        variable.Name.Length > 0 ? variable.Name : string.Create(CultureInfo.InvariantCulture, $"{{{index + 1}}}");

    private static string Kind(MatVariable variable) =>
        $"{(variable.IsGlobal ? "global " : "")}{(variable.IsSparse ? "sparse " : "")}{(variable.IsComplex ? "complex " : "")}{(variable.Class == MatClass.Object ? "object " : "")}{Class(variable)}";

    private static string Storage(MatVariable variable) =>
        StorageName(variable) is { } storage && storage != Class(variable) ? $" (stored as {storage})" : "";

    private static string Value(MatVariable variable) => variable switch
    {
        { Text: [var line] } => $"  = '{Shorten(line)}'",
        { Text.Count: > 1 } => $"  = '{Shorten(string.Join("' '", variable.Text))}'",
        { Numbers: { Count: > 0 and <= MostNumbers } numbers } => $"  = {Numbers(numbers)}",
        _ => "",
    };

    private static string Numbers(IReadOnlyList<double> numbers)
    {
        IEnumerable<string> texts = numbers.Select(number => number.ToString(CultureInfo.InvariantCulture));
        return numbers.Count == 1 ? texts.First() : $"[{string.Join(' ', texts)}]";
    }

    private static string Shorten(string text) =>
        text.Length <= MostCharacters ? text : $"{text.AsSpan(0, MostCharacters - 1)}…";

    private static string Lower<T>(T value)
        where T : struct, Enum => Enum.GetName(value)!.ToLowerInvariant();
}
