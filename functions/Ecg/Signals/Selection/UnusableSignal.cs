using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>A variable with a signal name that cannot be a signal.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Rank">The rank of its name, lower is better.</param>
/// <param name="Shape">Its dimensions and class.</param>
/// <param name="Why">The problem and the remedy, starting with a comma or a colon.</param>
/// <param name="IsEmpty">Whether it would be a signal if it were not empty.</param>
/// <param name="IsNoArray">Whether it is text, a cell, an object or a function handle: such a name may mean anything.</param>
internal sealed record UnusableSignal(string Path, int Rank, string Shape, string Why, bool IsEmpty, bool IsNoArray)
{
    /// <summary>
    /// Returns the one with the best name among a file's variables and their fields, arrays first;
    /// <see langword="null"/> if there is none.
    /// </summary>
    public static UnusableSignal? FindBest(IReadOnlyList<MatVariable> variables)
    {
        UnusableSignal? best = null;
        Search(variables, [], ref best);
        return best;
    }

    /// <summary>Returns the variable with a path, if it exists and cannot be the signal.</summary>
    /// <param name="variables">The file's variables.</param>
    /// <param name="path">The names from the workspace inwards, separated by dots.</param>
    public static UnusableSignal? Find(IReadOnlyList<MatVariable> variables, string path)
    {
        MatVariable? found = null;
        foreach (string name in path.Split('.'))
        {
            found = variables.FirstOrDefault(variable => variable.Name == name);
            variables = found?.Children ?? [];
        }

        return found is not null && WhyUnusable(found, SignalName.Highest) is { } why ? Of(found, SignalName.Highest, why) with { Path = path } : null;
    }

    // The path is built only for a match: names may be long, and variables many.
    private static void Search(IReadOnlyList<MatVariable> variables, List<string> around, ref UnusableSignal? best)
    {
        foreach (MatVariable variable in variables)
        {
            if (variable.Class == MatClass.Struct)
            {
                around.Add(variable.Name);
                Search(variable.Children, around, ref best);
                around.RemoveAt(around.Count - 1);
            }
            else if (Of(variable, around) is { } found && IsBetter(found, best))
            {
                best = found with { Path = string.Join('.', [.. around, variable.Name]) };
            }
        }
    }

    private static bool IsBetter(UnusableSignal found, UnusableSignal? best) =>
        best is null || (found.IsNoArray, found.Rank).CompareTo((best.IsNoArray, best.Rank)) < 0;

    private static UnusableSignal? Of(MatVariable variable, List<string> around)
    {
        return SignalName.RankOf(variable.Name, around.Count > 0, around.Exists(name => SignalName.SpeaksOfEcg(name))) is { } rank && WhyUnusable(variable, rank) is { } why ? Of(variable, rank, why) : null;
    }

    private static UnusableSignal Of(MatVariable variable, int rank, string why)
    {
        bool isNoArray = variable.Class is MatClass.Char or MatClass.Cell or MatClass.Object or MatClass.FunctionHandle or MatClass.Unknown;
        bool isEmpty = !isNoArray && variable.Dimensions.Contains(0);
        return new UnusableSignal(variable.Name, rank, ShapeOf(variable), why, isEmpty, isNoArray);
    }

    private static string ShapeOf(MatVariable variable) => variable.Class == MatClass.Object
        ? $"a {ArrayShape.Describe(variable)}"
        : ArrayShape.Describe(variable);

    private static string? WhyUnusable(MatVariable variable, int rank) => variable.Class switch
    {
        MatClass.Char when NamesSampleFile(variable) =>
            $", the name of the file that has the samples ({OneLine.Quote(variable.Text![0])}): save the dataset as one file",
        MatClass.Char => ", text: store the samples as numbers",
        MatClass.Cell => ": store the leads as one numeric matrix",
        MatClass.Object => $": {ObjectAdvice.Of(variable)}",
        MatClass.FunctionHandle or MatClass.Unknown => ", not an array: store the samples as a numeric matrix",
        _ when variable.Dimensions.Contains(0) => "",

        // A flag or a number with such a name is not a wrongly stored signal.
        _ when rank != SignalName.Highest && ArrayShape.Squeeze(variable.Dimensions).Count == 0 => null,
        _ when variable.IsSparse => ", sparse: store it with full()",
        _ => ArrayShape.WhyNoSignal(variable.Class, variable.Dimensions, variable.IsComplex),
    };

    // By default, EEGLAB keeps the samples of a dataset in a separate file: "Save one file" in its options.
    private static bool NamesSampleFile(MatVariable variable) =>
        variable.Text is [var name] && (name.EndsWith(".fdt", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".dat", StringComparison.OrdinalIgnoreCase));
}
