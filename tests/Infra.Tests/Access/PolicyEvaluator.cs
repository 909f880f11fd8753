using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Tests.Graph;

namespace Infra.Tests.Access;

/// <summary>
/// Decides as IAM does within an account ("Policy evaluation logic" in the IAM User Guide): a refusal wins; else something must allow; and
/// nothing is allowed that a role's boundary does not allow as well. It knows what this project's policies are written with, and refuses to guess at anything else.
/// </summary>
internal static class PolicyEvaluator
{
    /// <summary>Whether statements allow a call.</summary>
    public static bool Allows(IEnumerable<WrittenStatement> statements, Request request)
    {
        WrittenStatement[] matching = [.. statements.Where(statement => IsAbout(statement, request))];
        return matching.Any(statement => statement.Allows) && matching.All(statement => statement.Allows);
    }

    /// <summary>Whether statements refuse a call.</summary>
    public static bool Refuses(IEnumerable<WrittenStatement> statements, Request request) =>
        statements.Any(statement => !statement.Allows && IsAbout(statement, request));

    /// <summary>Whether a statement is about a call: the action, the resource and every condition match.</summary>
    public static bool IsAbout(WrittenStatement statement, Request request) =>
        statement.Actions.Any(pattern => Like(pattern, request.Action, RegexOptions.IgnoreCase))
        && (statement.Input == "assumeRolePolicy" || statement.Resources.Any(pattern => Like(pattern, request.Resource)))
        && (statement.Json["Condition"] as JsonObject ?? []).All(comparison => comparison.Value!.AsObject().All(one => Holds(comparison.Key, one.Key, Values(one.Value!), request)));

    private static bool Holds(string comparison, string key, IReadOnlyList<string> values, Request request)
    {
        // A condition on what the call does not say is not met.
        if (!request.Facts.TryGetValue(key, out string? fact))
        {
            return false;
        }

        return comparison switch
        {
            "StringEquals" => values.Contains(fact, StringComparer.Ordinal),
            "Bool" => values.Contains(fact, StringComparer.OrdinalIgnoreCase),
            "NumericLessThan" => values.Any(limit => decimal.Parse(fact, CultureInfo.InvariantCulture) < decimal.Parse(limit, CultureInfo.InvariantCulture)),
            "StringLike" or "ArnLike" or "ArnEquals" => values.Any(pattern => Like(pattern, fact)),
            _ => throw new NotSupportedException($"The condition {comparison} is not one that this evaluator knows."),
        };
    }

    private static bool Like(string pattern, string text, RegexOptions options = RegexOptions.None) => Regex.IsMatch(
        text,
        $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        options | RegexOptions.Singleline | RegexOptions.CultureInvariant);

    private static IReadOnlyList<string> Values(JsonNode node) => node is JsonArray list ? [.. list.Select(one => one!.ToString())] : [node.ToString()];
}
