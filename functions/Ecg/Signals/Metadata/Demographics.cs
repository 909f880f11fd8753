using System.Buffers;
using System.Globalization;

namespace Ecg.Signals.Metadata;

/// <summary>Parses statements about a subject in their various forms.</summary>
internal static class Demographics
{
    // The oldest person on record lived to 122.
    private const double HighestAge = 130;
    private const int LongestSex = 32;

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>Returns whether text means "unknown".</summary>
    public static bool IsUnknown(string text) =>
        text.Trim().ToLowerInvariant() is "" or "nan" or "?" or "-1" or "-" or "n/a" or "na" or "none" or "(none)" or "null" or "unknown" or "unk" or "u";

    /// <summary>Parses an age: <c>69</c>, <c>90+</c>, <c>69 years</c>, <c>8 months</c>.</summary>
    /// <returns>The age in years, or <see langword="null"/> if the text is not a plausible age.</returns>
    public static double? ParseAge(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim(" >+\t");
        int end = trimmed.IndexOfAnyExcept(NumberCharacters);
        ReadOnlySpan<char> number = end < 0 ? trimmed : trimmed[..end];
        ReadOnlySpan<char> unit = end < 0 ? default : trimmed[end..].Trim(" +.");
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && YearsOf(unit) is { } years
            ? Plausible(value * years)
            : null;
    }

    /// <summary>Returns an age in years if it is plausible, otherwise <see langword="null"/>.</summary>
    public static double? Plausible(double age) => age is >= 0 and <= HighestAge ? age : null;

    /// <summary>Returns the sex as a word; other values are returned as in the source.</summary>
    /// <returns><see langword="null"/> if the text means that it is unknown.</returns>
    public static string? ParseSex(string text)
    {
        string clean = OneLine.Clean(text);
        if (IsUnknown(clean))
        {
            return null;
        }

        return clean.ToLowerInvariant() switch
        {
            "f" or "female" or "woman" => "Female",
            "m" or "male" or "man" => "Male",
            _ => clean.Length <= LongestSex ? clean : clean[..LongestSex],
        };
    }

    /// <summary>Splits a list of diagnoses, without unknown ones and duplicates.</summary>
    public static IReadOnlyList<string> ParseDiagnoses(string text) =>
    [
        .. text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(diagnosis => !IsUnknown(diagnosis))
            .Distinct(StringComparer.Ordinal),
    ];

    private static double? YearsOf(ReadOnlySpan<char> unit) => unit.ToString().ToLowerInvariant() switch
    {
        "" or "y" or "yr" or "yrs" or "year" or "years" => 1,
        "mo" or "month" or "months" => 1 / 12.0,
        "w" or "week" or "weeks" => 7 / 365.25,
        "d" or "day" or "days" => 1 / 365.25,
        _ => null,
    };
}
