using Ecg.Signals;

namespace Ecg.Cli.Querying;

/// <summary>Summarises a recording's issues: those of one kind on one line, with the leads concerned.</summary>
internal static class IssueSummary
{
    private const int MostLeads = 12;

    /// <summary>Returns the lines, in the order of the kinds' first occurrence.</summary>
    /// <param name="issues">The recording's issues.</param>
    /// <param name="leadCount">The number of leads in the recording.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<Issue> issues, int leadCount) =>
    [
        .. issues
            .GroupBy(issue => (IsOfLead: issue.Lead is not null, Kind: issue.Lead is null ? issue.Text : issue.Kind))
            .Select(same => same.Key.IsOfLead ? Line(same.Key.Kind, [.. same], leadCount) : same.Key.Kind),
    ];

    private static string Line(string kind, Issue[] found, int leadCount)
    {
        string? value = found[0].Value;
        if (found.Any(other => other.Value != value))
        {
            return $"{kind}: {OneLine.List([.. found.Select(one => $"{one.Lead} {one.Value}".TrimEnd())], MostLeads)}";
        }

        string where = found.Length == leadCount && leadCount > 1
            ? $"all {leadCount} leads"
            : OneLine.List([.. found.Select(one => one.Lead!)], MostLeads);
        return value is null ? $"{kind}: {where}" : $"{kind}: {value} in {where}";
    }
}
