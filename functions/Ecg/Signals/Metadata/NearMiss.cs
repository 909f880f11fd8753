using System.Globalization;
using System.Text.RegularExpressions;

namespace Ecg.Signals.Metadata;

/// <summary>Recognises variables that may state missing metadata, but whose names are not used for it.</summary>
internal static partial class NearMiss
{
    private const int LongestName = 64;

    // Lower frequencies in names are those of the mains and of filters.
    private const double LowestInName = 100;
    private const double HighestInName = 100_000;

    /// <summary>Returns whether a name may mean a sampling rate.</summary>
    public static bool IsRate(string name) => name.Length <= LongestName && Rate().IsMatch(name);

    /// <summary>Returns whether a name may mean the names of leads.</summary>
    public static bool IsLeadNames(string name) => name.Length <= LongestName && LeadNames().IsMatch(name);

    /// <summary>Returns whether a name may mean the units of leads.</summary>
    public static bool IsUnits(string name) => name.Length <= LongestName && Units().IsMatch(name);

    /// <summary>Returns the sampling rate in Hz that a name may state, such as <c>ecg_500Hz</c> or <c>fs250</c>; <see langword="null"/> if it states none.</summary>
    public static double? RateIn(string name)
    {
        if (name.Length > LongestName || RateInName().Match(name) is not { Success: true } match)
        {
            return null;
        }

        double rate = int.Parse(match.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture) * (match.Groups["kilo"].Success ? 1000.0 : 1);
        return rate is >= LowestInName and <= HighestInName ? rate : null;
    }

    [GeneratedRegex("rate|freq|frec|muestreo|abtast|samp|hz|(^|_)f_?s|fs($|_|[0-9])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    [GeneratedRegex("lead|chan|label|electrode|deriv|name", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadNames();

    [GeneratedRegex("(?<![0-9.])(?<rate>[0-9]{1,5})[ _-]?(?<kilo>k)?hz|(?<![a-z])fs[ _=-]?(?<rate>[0-9]{2,5})(?![0-9.])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateInName();

    [GeneratedRegex("unit|dimension", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Units();
}
