using Ecg.Signals;

namespace Ecg.Tests.Signals;

/// <summary>Issues as a person reads them.</summary>
internal static class IssueTexts
{
    /// <summary>The text of each.</summary>
    public static string[] Texts(this IEnumerable<Issue> issues) => [.. issues.Select(issue => issue.Text)];
}
