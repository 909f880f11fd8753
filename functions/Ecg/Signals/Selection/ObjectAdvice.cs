using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Advice for saving the contents of a MATLAB object, which only MATLAB can read.</summary>
internal static class ObjectAdvice
{
    /// <summary>Returns what to save instead of an object, by its class.</summary>
    public static string Of(MatVariable variable)
    {
        string name = variable.Name.Length is > 0 and <= 64 ? OneLine.Clean(variable.Name) : "it";
        return variable.ObjectClass switch
        {
            "timetable" => $"save {name}.Variables as a numeric matrix with -v7",
            "table" or "dataset" => $"save table2array({name}) as a numeric matrix with -v7",
            "string" => $"save cellstr({name})",
            "categorical" => $"save cellstr({name})",
            "datetime" => $"save char({name})",
            "duration" => $"save seconds({name})",
            "timeseries" => $"save {name}.Data as a numeric matrix with -v7",
            _ => "save its numbers as a matrix with -v7",
        };
    }
}
