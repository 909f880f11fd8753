namespace Ecg.Signals.Selection;

/// <summary>The names by which a signal is known, and those of the variables that describe one.</summary>
internal static class SignalName
{
    /// <summary>The rank of <c>val</c>, which wins over everything else.</summary>
    public const int Highest = 0;

    /// <summary>wfdb-python's name for values that it has already divided by the gain.</summary>
    public const string Physical = "p_signal";

    private static readonly string[] Names = ["val", "ecg", "ECG", "signal", "sig", "data", Physical];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Metadata =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "fs", "sfreq", "freq", "sampling_rate", "units", "age", "sex",
            "t", "time", "times", "tm", "timestamp", "timestamps",
        }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The names in their order, for a message.</summary>
    public static string All => $"{string.Join(", ", Names[..^1])} or {Names[^1]}";

    /// <summary>
    /// The rank of an array by its path, lower is better: <c>val</c>, <c>ecg</c>, ... of the workspace, then the same
    /// names as fields of structs. <see langword="null"/> where the name is none of a signal.
    /// </summary>
    public static int? RankOf(ReadOnlySpan<char> path)
    {
        var name = LastOf(path);
        return RankOf(name, isField: name.Length < path.Length);
    }

    /// <summary>The rank of a variable or a field by its name.</summary>
    public static int? RankOf(ReadOnlySpan<char> name, bool isField)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                return isField ? Names.Length + i : i;
            }
        }

        return null;
    }

    /// <summary>Whether a rank is that of a variable of the workspace, which beats every field of a struct.</summary>
    public static bool IsOfWorkspace(int rank) => rank < Names.Length;

    /// <summary>Whether a path ends in the name of values that are physical ones already.</summary>
    public static bool IsPhysical(ReadOnlySpan<char> path) => LastOf(path).SequenceEqual(Physical);

    /// <summary>Whether a variable of this path describes a signal or is its time axis, in any case.</summary>
    public static bool IsMetadata(ReadOnlySpan<char> path)
    {
        var name = LastOf(path);
        var index = name.IndexOfAny('(', '{');
        return Metadata.Contains(index < 0 ? name : name[..index]);
    }

    private static ReadOnlySpan<char> LastOf(ReadOnlySpan<char> path) => path[(path.LastIndexOf('.') + 1)..];
}
