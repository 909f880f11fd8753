using System.Text.RegularExpressions;

namespace Ecg.Signals.Selection;

/// <summary>The names of signals, and of the variables that describe one.</summary>
internal static partial class SignalName
{
    /// <summary>The rank of <c>val</c>, which is the best.</summary>
    public const int Highest = 0;

    /// <summary>wfdb-python's name for values that are already divided by the gain.</summary>
    public const string Physical = "p_signal";

    private static readonly string[] Names = ["val", "ecg", "ECG", "signal", "sig", "data", Physical];

    // FieldTrip's raw data: a cell for each trial, https://www.fieldtriptoolbox.org/development/datastructure.
    private const string Trial = "trial";

    /// <summary>The names in order, for messages.</summary>
    public static string All => $"{string.Join(", ", Names[..^1])} or {Names[^1]}";

    /// <summary>
    /// Returns the rank of an array by its path, lower is better: <c>val</c>, <c>ecg</c>, ... of the workspace, then the same
    /// names as fields of structs, those named after the ECG first, then the trials of FieldTrip. An element of a cell has the cell's name.
    /// <see langword="null"/> if it is not a signal name.
    /// </summary>
    public static int? RankOf(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = LastOf(path);
        bool isField = name.Length < path.Length;
        ReadOnlySpan<char> plain = WithoutIndex(name);
        return IsTrial(path) ? 3 * Names.Length : RankOf(plain, isField, isField && IsInEcg(path));
    }

    /// <summary>Returns the rank of a variable or a field by its name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isField">Whether it is in a struct.</param>
    /// <param name="isInEcg">Whether a struct around it is named after the ECG.</param>
    public static int? RankOf(ReadOnlySpan<char> name, bool isField, bool isInEcg = false)
    {
        for (int i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                return !isField ? i : isInEcg || SpeaksOfEcg(name) ? Names.Length + i : (2 * Names.Length) + i;
            }
        }

        return null;
    }

    /// <summary>Returns whether a struct around an array is named after the ECG: <c>ECG.data</c>, <c>rec.ecg.values</c>.</summary>
    public static bool IsInEcg(ReadOnlySpan<char> path)
    {
        while (path.LastIndexOf('.') is >= 0 and var end)
        {
            path = path[..end];
            if (SpeaksOfEcg(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a rank is that of a workspace variable, which outranks every struct field.</summary>
    public static bool IsOfWorkspace(int rank) => rank < Names.Length;

    /// <summary>Returns whether a path ends in a name for physical values.</summary>
    public static bool IsPhysical(ReadOnlySpan<char> path) => LastOf(path).SequenceEqual(Physical);

    /// <summary>Returns whether an array with this path is one of FieldTrip's trials: <c>data.trial{1}</c>.</summary>
    public static bool IsTrial(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = LastOf(path);
        return name.Length < path.Length && name.EndsWith('}') && WithoutIndex(name).SequenceEqual(Trial);
    }

    /// <summary>Returns whether a variable with this path is a time axis by its name.</summary>
    public static bool IsTime(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = WithoutIndex(LastOf(path));
        return Time().IsMatch(name) && !OverTime().IsMatch(name);
    }

    /// <summary>Returns whether an array with this path is named after the ECG or one of its leads: <c>ecgCleanedFir</c>, <c>LII</c>.</summary>
    public static bool IsAfterEcg(ReadOnlySpan<char> path)
    {
        return LeadVariableName.IsLead(WithoutIndex(LastOf(path))) || SpeaksOfEcg(path);
    }

    /// <summary>Returns whether an array with this path is named after the ECG, and not after a single lead: <c>ECG12Lead</c>, <c>potvals</c>.</summary>
    public static bool SpeaksOfEcg(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = WithoutIndex(LastOf(path));
        return IsPotentials(path) || (Ecg().IsMatch(name) && !NotEcg().IsMatch(name));
    }

    /// <summary>Returns whether an array with this path is computed from an ECG, or another signal beside it, by its name: <c>peaks</c>, <c>ppg</c>.</summary>
    public static bool IsResult(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> name = WithoutIndex(LastOf(path));
        return NotEcg().IsMatch(name) || LeadVariableName.IsOfAnotherSource(name);
    }

    /// <summary>Returns whether an array with this path is a potential map by its name, one row per electrode, in any number.</summary>
    /// <remarks>
    /// The time series of the University of Utah's PFEIFER and map3d, in which the EDGAR database of electrocardiographic
    /// imaging has its recordings: https://www.sci.utah.edu/cibc-software/pfeifer.html.
    /// </remarks>
    public static bool IsPotentials(ReadOnlySpan<char> path) => LastOf(path).Equals("potvals", StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns whether an array with this path is a parameter by its own name or that of its struct.</summary>
    public static bool IsParameter(ReadOnlySpan<char> path)
    {
        foreach (Range segment in path.Split('.'))
        {
            if (Parameter().IsMatch(WithoutIndex(path[segment])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the name of the workspace variable that contains an array.</summary>
    public static ReadOnlySpan<char> RootOf(ReadOnlySpan<char> path)
    {
        int end = path.IndexOfAny('.', '(', '{');
        return end < 0 ? path : path[..end];
    }

    /// <summary>Returns the name of an array without the structs around it.</summary>
    public static ReadOnlySpan<char> LastOf(ReadOnlySpan<char> path) => path[(path.LastIndexOf('.') + 1)..];

    private static ReadOnlySpan<char> WithoutIndex(ReadOnlySpan<char> name)
    {
        int index = name.IndexOfAny('(', '{');
        return index < 0 ? name : name[..index];
    }

    [GeneratedRegex(
        """
        ^(
          t | tt | tm | ts | t_.*                                 # t, also of something
        | tms | tus                                               # in milliseconds, in microseconds
        | tvec | tvector                                          # MATLAB users
        | time.* | .*time(s|stamp|stamps|vec|vector|axis)?(_.*)?  # time before or after anything
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex("time_?(series|signal|domain|data|course)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OverTime();

    [GeneratedRegex("ecg|ekg", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ecg();

    // Names of results computed from an ECG, or of descriptions of it.
    [GeneratedRegex(
        """
          ann | anno                        # annotations
        | beat | peak                       # beats
        | _rr | (?<!a)rr$                   # RR intervals, but not an array, arr
        | _hr | hr$                         # heart rates
        | idx | index | loc                 # places
        | label | class | target            # what a classifier learns
        | feat | param | coef | template    # results of an analysis
        | spectr | psd | fft | freq | rate  # spectra and rates
        | mask                              # which samples count
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotEcg();

    [GeneratedRegex(
        """
        ^(
          .*param(s|eters?)? | config | cfg | opts? | options | settings                          # settings of a program
        | .*coef{1,2}s? | .*coefficients? | kernel | taps | sos | hd                              # filter coefficients
        | num | den | numerator | denominator                                                     # those of a transfer function
        | lpf | hpf | bpf | filter                                                                # filters
        | weights? | w[0-9]+ | bias(es)? | theta[0-9]* | net | model                              # neural networks and regressions
        | (train|val|test)?_?(loss(es)?|accurac(y|ies)|acc_?history)                              # how a training went
        | (train|test)_?y | y_?(train|test|pred) | (y_?)?pred(iction)?s?                          # answers of a training set, and guesses
        | .*labels?(_.*|[0-9]+)? | labels?[a-z]+                                                  # labels
        | feat.* | .*feat(ure)?s?(_.*|[0-9]+)?                                                    # features
        | .*_(mean|std|var|median|idx|ind|index|indices) | normali[sz]ation | indices             # statistics and places
        | (.*_)?(rr|nn|pp|qt|pr|qrs|beat|peak)_?intervals? | intervals?                           # intervals between waves
        | (rr|nn|ibi|hrv)([sin]|in_?sec.*|int.*|_.*|[0-9]+)? | bpm | heart_?rates? | tachograms?  # heart rates and their variability
        | .*hist(ogram)? | hist_.*                                                                # histograms
        | (.*_)?coord(s|inates?)?([xyz]|_.*)? | vertices | faces | (chan|coil|elec)_?(pos|ori)    # where electrodes are, and meshes
        | names?                                                                                  # names of something else
        )$
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
