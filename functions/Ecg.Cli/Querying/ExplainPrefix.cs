using System.Text.RegularExpressions;

namespace Ecg.Cli.Querying;

/// <summary>
/// The prefix <c>EXPLAIN</c> of a statement. <c>EXPLAIN ANALYZE</c> runs the statement, so the rest must be
/// read-only.
/// </summary>
internal static partial class ExplainPrefix
{
    /// <summary>Returns the explained statement; any other statement unchanged.</summary>
    public static string Remove(string sql) => Prefix().Replace(sql, "", 1);

    [GeneratedRegex(@"\A(\s|--[^\n]*(\n|\z))*EXPLAIN\s+(ANALYZE\s+)?(\((\s*\w+\s*,?)+\)\s*)?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefix();
}
