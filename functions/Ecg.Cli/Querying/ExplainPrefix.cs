using System.Text.RegularExpressions;

namespace Ecg.Cli.Querying;

/// <summary>
/// The <c>EXPLAIN</c> before a statement. <c>EXPLAIN ANALYZE</c> carries the statement out, so what follows must be one
/// that reads.
/// </summary>
internal static partial class ExplainPrefix
{
    /// <summary>The statement that is explained; any other statement as it stands.</summary>
    public static string Remove(string sql) => Prefix().Replace(sql, "", 1);

    [GeneratedRegex(@"\A(\s|--[^\n]*(\n|\z))*EXPLAIN\s+(ANALYZE\s+)?(\((\s*\w+\s*,?)+\)\s*)?", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefix();
}
