using System.Text.RegularExpressions;
using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>
/// Recognises a matrix whose rows are beats, training examples or separate recordings instead of leads: a
/// variable beside it has a label for each row.
/// </summary>
internal static partial class LabelledRows
{
    private const int MostListed = 4;

    // Two channels of one kind are often named alike; a set of recordings has few classes.
    private const int FewestRecordings = 4;

    /// <summary>Rejects a matrix whose rows have labels that are not lead names.</summary>
    /// <param name="array">The candidate matrix.</param>
    /// <param name="variables">The file's variables.</param>
    /// <exception cref="RejectedException">The rows are examples, or recordings.</exception>
    public static void Reject(MatArray array, IReadOnlyList<MatVariable> variables)
    {
        if (ArrayShape.IsVector(array) || ArrayShape.Squeeze(array.Dimensions).Count != 2)
        {
            return;
        }

        foreach (MatVariable variable in variables.Concat(FieldsBeside(array.Path, variables)))
        {
            if (IsLabelOfEachSample(variable, array))
            {
                throw new RejectedException(
                    RejectionReason.NoSignal,
                    $"{SignalCollector.Describe(array)} has a row for each label in {SignalCollector.Name(variable.Name)}: its rows are beats or examples, not the samples of leads. Store one recording per file.");
            }

            if (ClassesOfLeads(variable, array) is { } classes)
            {
                throw new RejectedException(
                    RejectionReason.AmbiguousSignal,
                    $"{SignalCollector.Describe(array)} holds several recordings, as the labels in {SignalCollector.Name(variable.Name)} say ({OneLine.List(classes, MostListed)}): store one recording per file.");
            }
        }
    }

    private static IEnumerable<MatVariable> FieldsBeside(string path, IReadOnlyList<MatVariable> variables)
    {
        string root = SignalName.RootOf(path).ToString();
        return variables.FirstOrDefault(variable => variable.Name == root && variable.Class == MatClass.Struct)?.Children ?? [];
    }

    private static bool IsLabelOfEachSample(MatVariable variable, MatArray array)
    {
        long samples = ArrayShape.SamplesOf(array);
        if (variable.Name == SignalName.LastOf(array.Path))
        {
            return false;
        }

        bool isText = variable.Class == MatClass.Char || (variable.Class == MatClass.Cell && variable.Children is [{ Class: MatClass.Char }, ..]);
        if (isText)
        {
            return CountOf(variable) == samples;
        }

        // A marker beside two or twelve leads also has a number per sample; then the names must identify a training set.
        bool isNumbers = variable.Class is not (MatClass.Cell or MatClass.Struct or MatClass.Object or MatClass.Unknown or MatClass.FunctionHandle);
        bool isSet = Examples().IsMatch(SignalName.LastOf(array.Path));
        return isNumbers && Labels().IsMatch(variable.Name)
            && ((CountOf(variable) == samples && (isSet || array.ElementCount > samples * ArrayShape.FewLeads))
                || (isSet && variable.Dimensions is [> 1, ..] && variable.Dimensions[0] == array.Dimensions[0]));
    }

    // A char matrix has one row per label; a numeric array may have one column per class.
    private static long CountOf(MatVariable variable) => variable.Class == MatClass.Cell || variable.Dimensions is [] or [1, ..]
        ? variable.Dimensions.Aggregate(1L, (product, length) => unchecked(product * length))
        : variable.Dimensions[0];

    private static List<string>? ClassesOfLeads(MatVariable variable, MatArray array)
    {
        long leads = array.ElementCount / ArrayShape.SamplesOf(array);
        if (leads < FewestRecordings || CountOf(variable) != leads || !Labels().IsMatch(variable.Name) || TextsOf(variable) is not { } texts)
        {
            return null;
        }

        var classes = texts.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return classes.Count * 2 <= leads && !classes.Exists(name => SignalName.IsAfterEcg(name) || LeadVariableName.IsOfAnotherSource(name))
            ? classes
            : null;
    }

    private static List<string>? TextsOf(MatVariable variable) => variable switch
    {
        { Class: MatClass.Char, Text: { } rows } => [.. rows.Select(row => OneLine.Clean(row))],
        { Class: MatClass.Cell } when variable.Children.All(child => child.Text is [_]) => [.. variable.Children.Select(child => OneLine.Clean(child.Text![0]))],
        _ => null,
    };

    [GeneratedRegex(
        """
        ^(
          y | yy | .*_y | y_?(train|test|val).* | output                   # the y of a training set
        | .*labels?.* | .*targets?                                         # labels
        | class(es)? | cls.* | .*_cls | groups? | types? | categor(y|ies)  # classes
        | diagnos[ei]s                                                     # diagnoses
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Labels();

    [GeneratedRegex(
        """
        ^(
          x | xx | x_?(train|test|val).* | .*inputs? | predictors?  # the x of a training set
        | train.* | test.* | .*train(ing)? | .*test                 # its parts
        | samples | examples | observations | dataset               # its rows
        | beats | segments                                          # pieces of a recording
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Examples();
}
