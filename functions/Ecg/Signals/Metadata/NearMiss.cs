using System.Text.RegularExpressions;

namespace Ecg.Signals.Metadata;

/// <summary>Recognises variables that may state missing metadata, but whose names are not used for it.</summary>
internal static partial class NearMiss
{
    private const int LongestName = 64;

    /// <summary>Returns whether a name may mean a sampling rate.</summary>
    public static bool IsRate(string name) => name.Length <= LongestName && Rate().IsMatch(name);

    /// <summary>Returns whether a name may mean the names of leads.</summary>
    public static bool IsLeadNames(string name) => name.Length <= LongestName && LeadNames().IsMatch(name);

    /// <summary>Returns whether a name may mean the units of leads.</summary>
    public static bool IsUnits(string name) => name.Length <= LongestName && Units().IsMatch(name);

    [GeneratedRegex("rate|freq|samp|hz|(^|_)f_?s|fs($|_|[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex("lead|chan|label|electrode|deriv|name", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadNames();

    [GeneratedRegex("unit|dimension", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Units();
}
