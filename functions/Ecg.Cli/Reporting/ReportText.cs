using System.Globalization;
using Ecg.Cli.Plot.Layout;

namespace Ecg.Cli.Reporting;

/// <summary>Formats a recording's properties as text.</summary>
internal static class ReportText
{
    private const int MostNames = 12;

    /// <summary>The text for a value that the source does not state.</summary>
    public const string NotStated = "not stated";

    /// <summary>Formats the number of leads and their names.</summary>
    public static string Leads(IReadOnlyList<string> leads) =>
        leads.Count == LeadName.Twelve.Count && leads.Select(LeadName.Write).Order(StringComparer.Ordinal).SequenceEqual(LeadName.Twelve.Order(StringComparer.Ordinal))
            ? "the standard 12"
            : string.Create(CultureInfo.InvariantCulture, $"{leads.Count}: {OneLine.List([.. leads.Select(LeadName.Write)], MostNames)}");

    /// <summary>The heart rate.</summary>
    public static string HeartRate(double? rate) => rate is { } beats ? string.Create(CultureInfo.InvariantCulture, $"{beats:0} bpm") : NotStated;

    /// <summary>The sampling rate.</summary>
    public static string Rate(double? rate) => rate is { } hertz ? string.Create(CultureInfo.InvariantCulture, $"{hertz:0.###} Hz") : NotStated;

    /// <summary>Formats a duration in suitable units: <c>10 s</c>, <c>4 min 20 s</c>, <c>25 h 3 min</c>.</summary>
    public static string Duration(double seconds) => seconds switch
    {
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.##} s"),
        < 7200 => InTwoUnits((long)Math.Round(seconds), "min", "s"),
        _ => InTwoUnits((long)Math.Round(seconds / 60), "h", "min"),
    };

    /// <summary>Formats the length of a recording, in samples if the sampling rate is unknown.</summary>
    public static string Duration(double? rate, long samples) =>
        rate is { } hertz ? Duration(samples / hertz) : string.Create(CultureInfo.InvariantCulture, $"{samples} samples");

    /// <summary>Age and sex.</summary>
    public static string Patient(double? age, string? sex)
    {
        string?[] known = [age is { } years ? string.Create(CultureInfo.InvariantCulture, $"{years:0.#} years") : null, sex];
        string text = string.Join(", ", known.Where(part => !string.IsNullOrWhiteSpace(part)));
        return text.Length == 0 ? NotStated : text;
    }

    /// <summary>Formats the diagnoses, codes with their meaning.</summary>
    public static string Diagnoses(IReadOnlyList<string> diagnoses) =>
        diagnoses.Count == 0 ? NotStated : OneLine.List([.. diagnoses.Select(DiagnosisName.Write)], MostNames);

    private static string InTwoUnits(long smaller, string largerUnit, string smallerUnit)
    {
        (long larger, long rest) = Math.DivRem(smaller, 60);
        string whole = string.Create(CultureInfo.InvariantCulture, $"{larger} {largerUnit}");
        return rest == 0 ? whole : string.Create(CultureInfo.InvariantCulture, $"{whole} {rest} {smallerUnit}");
    }
}
