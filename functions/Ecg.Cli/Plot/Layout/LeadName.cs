using System.Collections.Frozen;

namespace Ecg.Cli.Plot.Layout;

/// <summary>The names of leads as cardiologists write them.</summary>
internal static class LeadName
{
    private static readonly FrozenDictionary<string, string> Conventional = new[]
    {
        "I", "II", "III", "aVR", "aVL", "aVF", "-aVR",
        "V1", "V2", "V3", "V4", "V5", "V6", "V7", "V8", "V9", "V3R", "V4R", "V5R", "V6R",
        "V", "MLI", "MLII", "MLIII", "CM5", "MCL1", "MCL6", "VX", "VY", "VZ", "PLETH", "ABP", "ART", "RESP",
    }.ToFrozenDictionary(name => name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The twelve leads of the standard ECG, column by column of its usual arrangement.</summary>
    public static IReadOnlyList<string> Twelve { get; } =
        ["I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"];

    /// <summary>The name in its usual writing: <c>aVR</c> for <c>AVR</c>, <c>V1</c> for <c>v1</c>; any other name as it is.</summary>
    public static string Write(string name)
    {
        string trimmed = name.Trim();
        return Conventional.TryGetValue(trimmed, out string? conventional) ? conventional : trimmed;
    }
}
