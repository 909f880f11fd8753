using System.Globalization;

namespace Ecg.Cli.Querying;

/// <summary>Shows the position of an error in SQL: the line, and a caret below it.</summary>
internal static class SqlPlace
{
    // The context on both sides; the whole fits a terminal of 80 columns.
    private const int Around = 28;
    private const string Cut = "...";

    /// <summary>Returns the lines for an offset.</summary>
    /// <param name="sql">The SQL.</param>
    /// <param name="position">The offset, from 0; limited to the end of the SQL.</param>
    public static IReadOnlyList<string> Of(string sql, int position)
    {
        int place = Math.Clamp(position, 0, sql.Length);
        int start = sql.LastIndexOf('\n', Math.Max(0, place - 1)) + 1;
        start = Math.Min(start, place);
        int end = sql.IndexOf('\n', place) is >= 0 and var next ? next : sql.Length;
        string number = string.Create(CultureInfo.InvariantCulture, $"LINE {sql.AsSpan(0, start).Count('\n') + 1}: ");
        return Show(number, sql[start..end], place - start);
    }

    /// <summary>Returns the lines in a DuckDB message; none if it has no position.</summary>
    public static IReadOnlyList<string> OfMessage(string message)
    {
        string[] lines = message.Split('\n');
        int line = Array.FindIndex(lines, text => text.StartsWith("LINE ", StringComparison.Ordinal));
        if (line < 0 || line + 1 >= lines.Length || lines[line + 1].TrimStart() is not "^")
        {
            return [];
        }

        int text = lines[line].IndexOf(": ", StringComparison.Ordinal) + 2;
        return Show(lines[line][..text], lines[line][text..], Math.Max(0, lines[line + 1].Length - 1 - text));
    }

    private static IReadOnlyList<string> Show(string number, string line, int place)
    {
        int first = place > Around ? place - Around : 0;
        int last = Math.Min(line.Length, first + (2 * Around));
        string before = first > 0 ? Cut : "";
        string seen = line[first..last].Replace('\t', ' ').TrimEnd('\r');
        return [$"{number}{before}{seen}{(last < line.Length ? Cut : "")}", new string(' ', number.Length + before.Length + place - first) + '^'];
    }
}
