using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ecg.Tests.Docs;

/// <summary>
/// The beginning of a query's result as a document prints it: columns apart by two blanks or more, some left out; numbers
/// rounded; a text that is too long ends in <c>...</c>.
/// </summary>
/// <param name="block">The block with the names of the columns and the rows.</param>
internal sealed partial class PrintedTable(FencedBlock block)
{
    private const string More = " ...";

    private readonly string[][] _lines =
        [.. block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Gap.Split(line.TrimEnd()))];

    /// <summary>The query whose result it is: the last named query before it, or <see langword="null"/>.</summary>
    public string? NamedQuery => QueryLink.Matches(block.Before) is [.., var last] ? last.Groups["name"].Value : null;

    /// <summary>Where it differs from the result, a line each.</summary>
    /// <param name="json">The result, as <c>ecg query --format json</c> has it.</param>
    public IReadOnlyList<string> Differences(string json)
    {
        using var result = JsonDocument.Parse(json);
        JsonElement[] rows = result.RootElement.EnumerateArray().ToArray();
        if (_lines.Length < 2)
        {
            return [$"{block.Line}: there is no row"];
        }

        if (rows.Length < _lines.Length - 1)
        {
            return [$"{block.Line}: the result has only {rows.Length} rows"];
        }

        return [.. UnknownColumns(rows[0]), .. _lines.Skip(1).SelectMany((cells, row) => Differences(cells, rows[row], block.Line + 2 + row))];
    }

    [GeneratedRegex("  +")]
    private static partial Regex Gap { get; }

    [GeneratedRegex(@"infra/Queries/(?<name>[\w-]+)\.sql")]
    private static partial Regex QueryLink { get; }

    private IEnumerable<string> UnknownColumns(JsonElement row)
    {
        IEnumerable<string> printed = row.EnumerateObject().Select(column => column.Name).Where(_lines[0].Contains);
        return printed.SequenceEqual(_lines[0]) ? [] : [$"{block.Line + 1}: the columns are not those of the result, or in another order"];
    }

    private IEnumerable<string> Differences(string[] cells, JsonElement row, int line)
    {
        for (int column = 0; column < _lines[0].Length; column++)
        {
            string printed = column < cells.Length ? cells[column] : "";
            if (row.TryGetProperty(_lines[0][column], out JsonElement value) && !IsPrintedAs(value, printed))
            {
                yield return $"{line}: {_lines[0][column]} is {value}, not '{printed}'";
            }
        }
    }

    private static bool IsPrintedAs(JsonElement value, string printed) => value.ValueKind switch
    {
        JsonValueKind.Null => printed.Length == 0,
        JsonValueKind.Number => Rounded(value.GetDouble(), printed) == printed,
        _ when printed.EndsWith(More, StringComparison.Ordinal) => value.ToString().StartsWith(printed[..^More.Length], StringComparison.Ordinal),
        _ => value.ToString() == printed,
    };

    private static string Rounded(double value, string printed)
    {
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        return value.ToString($"F{(point < 0 ? 0 : printed.Length - point - 1)}", CultureInfo.InvariantCulture);
    }
}
