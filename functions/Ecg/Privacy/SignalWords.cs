using System.Text.RegularExpressions;

namespace Ecg.Privacy;

/// <summary>The words that signal names may consist of: leads, other biosignals, electrode positions.</summary>
internal static partial class SignalWords
{
    private static readonly HashSet<string> Known = new(
        [
            .. LakeColumns.KnownLeads,
            "ecg", "ekg", "eeg", "eog", "emg", "icg", "pcg", "scg", "bcg", "lead", "leads", "ch", "channel", "sig", "signal", "limb", "precordial",
            "resp", "respiration", "respiratory", "breath", "airflow", "flow", "nasal", "oral", "thor", "thorax", "thoracic", "abdo", "abdomen", "abdominal", "chest",
            "pleth", "ppg", "spo2", "sao2", "oxy", "pulse", "press", "pressure", "bp", "abp", "ubp", "nbp", "art", "cvp", "icp", "pap", "rap", "lap", "imp", "impedance",
            "co2", "etco2", "o2", "temp", "acc", "accel", "gyr", "gyro", "gsr", "eda", "scl", "sound", "snore", "snoring", "mic", "marker", "trigger", "event", "status",
            "loc", "roc", "leg", "tib", "arm", "left", "right", "la", "ra", "ll", "rl", "mean", "sys", "dia", "hr", "rr", "raw", "filtered", "filt", "mv", "uv",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the known words of a signal's name; <see langword="null"/> if there are none.</summary>
    /// <param name="name">The name in the source.</param>
    public static string? Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        MatchCollection words = Word().Matches(name);
        if (words.Count > 0 && words.All(word => IsKnown(word.Value)) && Punctuated().IsMatch(name))
        {
            return name;
        }

        string known = string.Join(' ', words.Select(word => word.Value).Where(IsKnown));
        return known.Length == 0 || known.All(letter => char.IsAsciiDigit(letter) || letter == ' ') ? null : known;
    }

    private static bool IsKnown(string word) => Known.Contains(word) || Numbered().IsMatch(word);

    [GeneratedRegex("[^ _.,:;/()+-]+")]
    private static partial Regex Word();

    // At most two digits: a longer number could identify a person.
    [GeneratedRegex(
        @"^((ch|channel|lead|ecg|ekg|eeg|emg|eog|sig|signal|resp|acc|v|mcl|cm|p|art)?[0-9]{1,2}|(fp|af|fc|cp|po|f|o|t|c|a|m)(z|[0-9]{1,2})|[iv]{1,3}|v[0-9]{1,2}r?)\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^[A-Za-z0-9]+([ _.,:;/()+-]{1,3}[A-Za-z0-9]+)*\)?\z")]
    private static partial Regex Punctuated();
}
