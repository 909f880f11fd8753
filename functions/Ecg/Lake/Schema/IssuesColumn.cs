using System.Text;
using Ecg.Signals;

namespace Ecg.Lake.Schema;

/// <summary>
/// Formats and parses the column <c>issues</c>: issues separated by semicolons, those of a lead as <c>V3: flat line: 100.0 %</c>.
/// Ambiguous text is quoted, with inner quotation marks doubled, as in RFC 4180:
/// <c>"aux; raw: 2": flat line: 100.0 %</c>.
/// </summary>
internal static class IssuesColumn
{
    private const string Between = "; ";
    private const char Quote = '"';

    /// <summary>Returns the issues as text; <see langword="null"/> if there are none.</summary>
    public static string? Format(IReadOnlyList<Issue> issues) =>
        issues.Count == 0 ? null : string.Join(Between, issues.Select(Format));

    /// <summary>Parses issues; returns none for <see langword="null"/>. Text in another format is treated as sentences.</summary>
    public static IReadOnlyList<Issue> Parse(string? text) =>
        string.IsNullOrEmpty(text) ? [] : [.. Split(text).Select(ParseOne)];

    private static string Format(Issue issue)
    {
        if (Means(issue, issue.Text))
        {
            return issue.Text;
        }

        if (issue.Lead is not { } lead)
        {
            return Quoted(issue.Text);
        }

        string withQuotedLead = $"{Quoted(lead)}{Issue.Colon}{issue.TextWithoutLead}";
        return Means(issue, withQuotedLead)
            ? withQuotedLead
            : string.Join(Issue.Colon, new[] { lead, issue.Kind, issue.Value }.OfType<string>().Select(Quoted));
    }

    // The kind and the value of a recording's issue are read as one sentence.
    private static bool Means(Issue issue, string text) =>
        text.Length > 0 && Split(text + Between) is [var only, ""] && ParseOne(only) is var parsed
        && (issue.Lead is null ? parsed.Lead is null && parsed.Text == issue.Text : parsed == issue);

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        int start = 0;
        for (int at = Find(text, Between, 0); at >= 0; at = Find(text, Between, start))
        {
            parts.Add(text[start..at]);
            start = at + Between.Length;
        }

        parts.Add(text[start..]);
        return parts;
    }

    // Outside quotation marks; a doubled one closes and reopens.
    private static int Find(string text, string separator, int start)
    {
        bool isQuoted = false;
        for (int i = start; i < text.Length; i++)
        {
            if (text[i] == Quote)
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text.AsSpan(i).StartsWith(separator, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private static Issue ParseOne(string text)
    {
        if (Unquoted(text) is { } sentence)
        {
            return new Issue(sentence);
        }

        int leadEnd = Find(text, Issue.Colon, 0);
        if (leadEnd < 0)
        {
            return new Issue(text);
        }

        (string? left, string? right) = (text[..leadEnd], text[(leadEnd + Issue.Colon.Length)..]);
        string? quotedLead = Unquoted(left);
        (string? kind, string? value) = KindAndValue(right);
        return quotedLead is not null || IssueText.LeadKinds.Contains(kind)
            ? new Issue(kind, value, quotedLead ?? left)
            : new Issue(text);
    }

    private static (string Kind, string? Value) KindAndValue(string text)
    {
        int end = Find(text, Issue.Colon, 0);
        string kind = end < 0 ? text : text[..end];
        string? value = end < 0 ? null : text[(end + Issue.Colon.Length)..];
        return (Unquoted(kind) ?? kind, value is null ? null : Unquoted(value) ?? value);
    }

    private static string Quoted(string text) =>
        $"{Quote}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}";

    // null unless the whole text is quoted.
    private static string? Unquoted(string text)
    {
        if (text.Length < 2 || text[0] != Quote || text[^1] != Quote)
        {
            return null;
        }

        var inside = new StringBuilder(text.Length);
        for (int i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == Quote && (++i == text.Length - 1 || text[i] != Quote))
            {
                return null;
            }

            inside.Append(text[i]);
        }

        return inside.ToString();
    }
}
