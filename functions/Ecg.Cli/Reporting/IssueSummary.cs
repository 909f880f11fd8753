using Ecg.Signals;

namespace Ecg.Cli.Reporting;

/// <summary>A recording's issues, those of one kind in one line whichever leads have them.</summary>
internal static class IssueSummary
{
    private const string Between = ": ";
    private const int MostLeads = 12;

    /// <summary>The lines, in the order in which their kinds first come.</summary>
    /// <param name="issues">The issues as the table <c>records</c> has them, those of a lead as <c>V3: flat line: 100.0 %</c>.</param>
    /// <param name="leads">The names of the recording's leads.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> issues, IReadOnlyList<string> leads)
    {
        var kinds = new OrderedDictionary<string, List<(string Lead, string Value)>>(StringComparer.Ordinal);
        foreach (var issue in issues)
        {
            var (lead, kind, value) = Parse(issue, leads);
            if (!kinds.TryGetValue(kind, out var found))
            {
                kinds.Add(kind, found = []);
            }

            if (lead is not null)
            {
                found.Add((lead, value));
            }
        }

        return [.. kinds.Select(pair => Line(pair.Key, pair.Value, leads.Count))];
    }

    private static (string? Lead, string Kind, string Value) Parse(string issue, IReadOnlyList<string> leads)
    {
        var leadEnd = issue.IndexOf(Between, StringComparison.Ordinal);
        if (leadEnd < 0 || !leads.Contains(issue[..leadEnd]))
        {
            return (null, issue, "");
        }

        var rest = issue[(leadEnd + Between.Length)..];
        var kindEnd = rest.IndexOf(Between, StringComparison.Ordinal);
        return kindEnd < 0
            ? (issue[..leadEnd], rest, "")
            : (issue[..leadEnd], rest[..kindEnd], rest[(kindEnd + Between.Length)..]);
    }

    private static string Line(string kind, List<(string Lead, string Value)> found, int leadCount)
    {
        if (found.Count == 0)
        {
            return kind;
        }

        var value = found[0].Value;
        if (found.Exists(other => other.Value != value))
        {
            return $"{kind}: {OneLine.List([.. found.Select(one => $"{one.Lead} {one.Value}".TrimEnd())], MostLeads)}";
        }

        var where = found.Count == leadCount && leadCount > 1
            ? $"all {leadCount} leads"
            : OneLine.List([.. found.Select(one => one.Lead)], MostLeads);
        return value.Length == 0 ? $"{kind}: {where}" : $"{kind}: {value} in {where}";
    }
}
