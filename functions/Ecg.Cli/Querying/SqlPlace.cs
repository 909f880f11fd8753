using System.Globalization;

namespace Ecg.Cli.Querying;

/// <summary>The place of a mistake in SQL: its line, and a caret below it.</summary>
internal static class SqlPlace
{
    // On both sides of the mistake; the whole fits a terminal of 80 columns.
    private const int Around = 28;
    private const string Cut = "...";

    /// <summary>The place at an offset.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="position">The offset, from 0; the end of the SQL where it is larger.</param>
    public static IReadOnlyList<string> Of(string sql, int position)
    {
        int place = Math.Clamp(position, 0, sql.Length);
        int start = sql.LastIndexOf('\n', Math.Max(0, place - 1)) + 1;
        start = Math.Min(start, place);
        int end = sql.IndexOf('\n', place) is >= 0 and var next ? next : sql.Length;
        int first = place - start > Around ? place - Around : start;
        int last = Math.Min(end, first + (2 * Around));
        string line = $"{(first > start ? Cut : "")}{sql[first..last]}{(last < end ? Cut : "")}".Replace('\t', ' ').TrimEnd('\r');
        string number = string.Create(CultureInfo.InvariantCulture, $"LINE {sql.AsSpan(0, start).Count('\n') + 1}: ");
        return [number + line, new string(' ', number.Length + (first > start ? Cut.Length : 0) + place - first) + '^'];
    }

    /// <summary>The place that a message of DuckDB shows; no lines where it shows none.</summary>
    public static IReadOnlyList<string> OfMessage(string message)
    {
        string[] lines = message.Split('\n');
        int line = Array.FindIndex(lines, text => text.StartsWith("LINE ", StringComparison.Ordinal));
        return line >= 0 && line + 1 < lines.Length && lines[line + 1].TrimStart() is "^"
            ? [lines[line].Replace('\t', ' '), lines[line + 1]]
            : [];
    }
}
