using System.Globalization;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Metadata;

/// <summary>
/// The variables of a file that describe its signal: its own attributes, those beside it in its struct, in the structs around that,
/// and in the workspace, the nearest first, each with the structs beside them that describe signals.
/// </summary>
internal sealed class FileVariables
{
    private readonly List<IReadOnlyList<MatVariable>> _nearestFirst = [];
    private readonly HashSet<MatVariable> _ofStruct = new(ReferenceEqualityComparer.Instance);

    /// <summary>Finds the places to look at.</summary>
    /// <param name="variables">The variables of the workspace.</param>
    /// <param name="signalPath">Where the signal stands.</param>
    public FileVariables(IReadOnlyList<MatVariable> variables, string signalPath)
    {
        var scopes = new List<IReadOnlyList<MatVariable>> { variables };
        foreach (VariablePathSegment? segment in VariablePath.Parse(signalPath).Segments.SkipLast(1))
        {
            if (scopes[^1].FirstOrDefault(variable => variable.Name == segment.Name) is not { } outer)
            {
                break;
            }

            scopes.Add(FieldsOf(outer, segment.Index));
        }

        string name = VariablePath.Parse(signalPath).Segments[^1].Name;
        if (scopes[^1].FirstOrDefault(variable => variable.Name == name) is { StorageType: not null, Children.Count: > 0 } signal)
        {
            scopes.Add(signal.Children);
        }

        for (int i = scopes.Count - 1; i >= 0; i--)
        {
            _nearestFirst.Add(scopes[i]);
            foreach (MatVariable described in DescribingStructs(scopes[i]))
            {
                IReadOnlyList<MatVariable> fields = [.. ColumnsOf(described)];
                _ofStruct.UnionWith(fields);
                _nearestFirst.Add(fields);
            }
        }
    }

    /// <summary>All variables that may say something, the nearest first.</summary>
    public IEnumerable<MatVariable> All => _nearestFirst.SelectMany(scope => scope);

    /// <summary>The variable of the first name that there is one of, in any case, or <see langword="null"/>. Empty ones are none.</summary>
    public MatVariable? Find(params ReadOnlySpan<string> names)
    {
        foreach (IReadOnlyList<MatVariable> scope in _nearestFirst)
        {
            foreach (string name in names)
            {
                foreach (MatVariable variable in scope)
                {
                    if (IsNamed(variable, name) && !variable.Dimensions.Contains(0))
                    {
                        return variable;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>The variables of any of the names, in the order in which <see cref="Find"/> prefers them.</summary>
    public IEnumerable<MatVariable> FindAll(string[] names) => _nearestFirst.SelectMany(
        scope => names.SelectMany(name => scope.Where(variable => IsNamed(variable, name) && !variable.Dimensions.Contains(0))));

    /// <summary>Whether a variable is a field of a struct that describes signals, such as ecg-kit's header.</summary>
    public bool IsOfDescribingStruct(MatVariable variable) => _ofStruct.Contains(variable);

    /// <summary>
    /// The texts of a char matrix, one a row, or of a cell of char arrays; <see langword="null"/> if the variable is
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

    /// <summary>The numbers of an array, or of a cell of scalars; <see langword="null"/> if the variable is neither.</summary>
    public static IReadOnlyList<double>? NumbersOf(MatVariable variable) =>
        variable.Class == MatClass.Cell && variable.Children.Count > 0 && variable.Children.All(child => child.Numbers is [_])
            ? [.. variable.Children.Select(child => child.Numbers![0])]
            : variable.Numbers;

    /// <summary>The number of a scalar, or the text of a char array that has one row; <see langword="null"/> for anything else.</summary>
    public static string? ScalarOf(MatVariable variable) => variable switch
    {
        { Numbers: [var number] } => number.ToString(CultureInfo.InvariantCulture),
        { Class: MatClass.Char, Text: [var text] } => OneLine.Clean(text),
        { Class: MatClass.Cell, Children: [{ Text: [var text] }] } => OneLine.Clean(text),
        { Class: MatClass.Cell, Children: [{ Numbers: [var number] }] } => number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Why a variable of a known name says nothing.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="expected">What it should be, such as <c>text</c>.</param>
    public static string WhyIgnored(MatVariable variable, string expected)
    {
        string name = OneLine.Clean(variable.Name);
        return variable.Class == MatClass.Object
            ? $"variable {name} is a {Selection.ArrayShape.Describe(variable)}{(variable.ObjectClass == "string" ? " array" : "")}: {Selection.ObjectAdvice.Of(variable)}"
            : $"variable {name} ignored, it is not {expected}";
    }

    // By their names; then WFDB Toolbox's signal information, which people keep under any name.
    private static IEnumerable<MatVariable> DescribingStructs(IReadOnlyList<MatVariable> scope)
    {
        var structs = scope.Where(variable => variable.Class == MatClass.Struct).ToList();
        var named = DescribingNames.Structs.SelectMany(name => structs.Where(variable => IsNamed(variable, name))).ToList();
        return named.Concat(structs.Where(variable => !named.Contains(variable) && Has(variable, "Description") && Has(variable, "Gain")));
    }

    private static bool Has(MatVariable structure, string field) => structure.Children.Any(child => child.Name == field);

    private static bool IsNamed(MatVariable variable, string name) => DescribingNames.Is(variable.Name, name);

    // A struct array's fields come element by element.
    private static IReadOnlyList<MatVariable> FieldsOf(MatVariable outer, long? index)
    {
        if (outer.Class == MatClass.Cell)
        {
            return index is > 0 && index <= outer.Children.Count ? outer.Children[(int)index - 1].Children : [];
        }

        if (index is not > 0 || FieldCountOf(outer) is not { } fields)
        {
            return outer.Children;
        }

        return index <= outer.Children.Count / fields ? [.. outer.Children.Skip(((int)index - 1) * fields).Take(fields)] : [];
    }

    // The number of fields of each element of a struct array; null where there is one element, or where some were left out.
    private static int? FieldCountOf(MatVariable outer)
    {
        long elements = outer.Dimensions.Aggregate(1L, (product, length) => unchecked(product * length));
        return elements <= 1 || outer.ChildrenLeftOut > 0 || outer.Children.Count == 0 || outer.Children.Count % elements != 0
            ? null
            : outer.Children.Count / (int)elements;
    }

    // A struct array beside the signal is a table with a row for each lead: rdmat's siginfo, EEGLAB's chanlocs.
    private static IEnumerable<MatVariable> ColumnsOf(MatVariable table)
    {
        if (FieldCountOf(table) is not { } fields)
        {
            return table.Children;
        }

        return Enumerable.Range(0, fields).Select(field => ColumnOf([.. table.Children.Where((_, i) => i % fields == field)]));
    }

    private static MatVariable ColumnOf(IReadOnlyList<MatVariable> cells)
    {
        if (cells.All(cell => cell.Numbers is [_]))
        {
            return cells[0] with { Dimensions = [cells.Count, 1], Numbers = [.. cells.Select(cell => cell.Numbers![0])] };
        }

        return cells.All(cell => cell.Class == MatClass.Char && cell.Text is { Count: <= 1 })
            ? cells[0] with { Dimensions = [cells.Count, 1], Text = [.. cells.Select(cell => cell.Text!.Count == 0 ? "" : cell.Text[0])] }
            : cells[0];
    }
}
