namespace Ecg.Signals;

/// <summary>Collects issues in the order in which they are first found. An issue of several leads is reported once.</summary>
internal sealed class IssueList
{
    private readonly OrderedDictionary<string, List<string>> _leadsByIssue = new(StringComparer.Ordinal);

    /// <summary>Adds an issue of the recording.</summary>
    public void Add(string issue) => _leadsByIssue.TryAdd(issue, []);

    /// <summary>Adds issues of the recording.</summary>
    public void AddRange(IEnumerable<string> issues)
    {
        foreach (string issue in issues)
        {
            Add(issue);
        }
    }

    /// <summary>Adds an issue of one lead.</summary>
    public void AddForLead(string issue, string lead)
    {
        Add(issue);
        _leadsByIssue[issue].Add(lead);
    }

    /// <summary>Returns the issues; one that concerns only some leads lists them.</summary>
    /// <param name="leadCount">The number of leads of the recording.</param>
    public IReadOnlyList<Issue> ToList(int leadCount) =>
    [
        .. _leadsByIssue.Select(pair =>
            new Issue(pair.Key, pair.Value.Count == 0 || pair.Value.Count == leadCount ? null : OneLine.List(pair.Value))),
    ];
}
