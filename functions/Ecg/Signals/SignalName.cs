namespace Ecg.Signals;

/// <summary>The names by which a signal is known, and those of the variables that describe one.</summary>
internal static class SignalName
{
    /// <summary>The rank of <c>val</c>, which wins over everything else.</summary>
    public const int Highest = 0;

    private static readonly string[] Names = ["val", "ecg", "ECG", "signal", "sig", "data", "p_signal"];

    private static readonly HashSet<string> Metadata = new(StringComparer.OrdinalIgnoreCase)
    {
        "fs", "sfreq", "freq", "sampling_rate", "units", "age", "sex",
        "t", "time", "times", "tm", "timestamp", "timestamps",
    };

    /// <summary>The names in their order, for a message.</summary>
    public static string All => string.Join(", ", Names);

    /// <summary>
    /// The rank of an array by its name, lower is better: <c>val</c>, <c>ecg</c>, ... of the workspace, then the same
    /// names as fields of structs. <see langword="null"/> where the name is none of a signal.
    /// </summary>
    public static int? RankOf(VariablePath path)
    {
        var place = path.Name is { } name ? Array.IndexOf(Names, name) : -1;
        return place < 0 ? null : path.IsTopLevel ? place : Names.Length + place;
    }

    /// <summary>Whether a variable of this name describes a signal or is its time axis, in any case.</summary>
    public static bool IsMetadata(VariablePath path) => Metadata.Contains(path.Segments[^1].Name);
}
