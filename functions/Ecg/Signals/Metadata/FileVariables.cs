using System.Globalization;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Metadata;

/// <summary>
/// The variables of a file that describe its signal: those beside it in its struct, in the structs around that, and in the
/// workspace, the nearest first.
/// </summary>
internal sealed class FileVariables
{
    private readonly List<IReadOnlyList<MatVariable>> _nearestFirst = [];

    /// <summary>Finds the places to look at.</summary>
    /// <param name="variables">The variables of the workspace.</param>
    /// <param name="signalPath">Where the signal stands.</param>
    public FileVariables(IReadOnlyList<MatVariable> variables, string signalPath)
    {
        var scope = variables;
        _nearestFirst.Add(scope);
        foreach (var segment in VariablePath.Parse(signalPath).Segments.SkipLast(1))
        {
            if (scope.FirstOrDefault(variable => variable.Name == segment.Name) is not { } outer)
            {
                return;
            }

            scope = FieldsOf(outer, segment.Index);
            _nearestFirst.Insert(0, scope);
        }
    }

    /// <summary>The variable of the first name that there is one of, in any case, or <see langword="null"/>. Empty ones are none.</summary>
    public MatVariable? Find(params ReadOnlySpan<string> names)
    {
        foreach (var scope in _nearestFirst)
        {
            foreach (var name in names)
            {
                foreach (var variable in scope)
                {
                    if (variable.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && !variable.Dimensions.Contains(0))
                    {
                        return variable;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>
    /// The texts of a char matrix, one a row, or of a cell of char arrays; <see langword="null"/> where the variable is
    /// neither.
    /// </summary>
    public static IReadOnlyList<string>? TextsOf(MatVariable variable)
    {
        if (variable.Class == MatClass.Char)
        {
            return variable.Text is { } rows ? [.. rows.Select(row => OneLine.Clean(row))] : null;
        }

        return variable.Class == MatClass.Cell && variable.Children.All(child => child.Text is not null)
            ? [.. variable.Children.Select(child => OneLine.Clean(string.Concat(child.Text!)))]
            : null;
    }

    /// <summary>The number of a scalar, or the text of a char array that has one row; <see langword="null"/> for anything else.</summary>
    public static string? ScalarOf(MatVariable variable) => variable switch
    {
        { Numbers: [var number] } => number.ToString(CultureInfo.InvariantCulture),
        { Class: MatClass.Char, Text: [var text] } => OneLine.Clean(text),
        { Class: MatClass.Cell, Children: [{ Text: [var text] }] } => OneLine.Clean(text),
        _ => null,
    };

    // A struct array's fields come element by element.
    private static IReadOnlyList<MatVariable> FieldsOf(MatVariable outer, long? index)
    {
        if (outer.Class == MatClass.Cell)
        {
            return index is > 0 && index <= outer.Children.Count ? outer.Children[(int)index - 1].Children : [];
        }

        var elements = outer.Dimensions.Aggregate(1L, (product, length) => unchecked(product * length));
        if (index is not > 0 || elements <= 1 || outer.ChildrenLeftOut > 0 || outer.Children.Count % elements != 0)
        {
            return outer.Children;
        }

        var fields = outer.Children.Count / (int)elements;
        return index <= elements ? [.. outer.Children.Skip(((int)index - 1) * fields).Take(fields)] : [];
    }
}
