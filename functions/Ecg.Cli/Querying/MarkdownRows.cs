using DuckDB.NET.Data;

namespace Ecg.Cli.Querying;

/// <summary>Writes all rows as a table of GitHub Flavored Markdown.</summary>
internal static class MarkdownRows
{
    /// <summary>Writes a header and all rows.</summary>
    public static void Write(DuckDBDataReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        IEnumerable<int> columns = Enumerable.Range(0, reader.FieldCount);
        WriteRow(output, columns.Select(reader.GetName));
        WriteRow(output, columns.Select(column => TableRows.IsNumber(CellText.TypeOf(reader, column)) ? "---:" : "---"));
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRow(output, columns.Select(column => Escape(TableRows.Cell(reader, column))));
        }
    }

    private static void WriteRow(TextWriter output, IEnumerable<string> cells) => output.Write($"| {string.Join(" | ", cells)} |\n");

    // A bar ends a cell, and a bracket may begin a tag.
    private static string Escape(string cell) => cell
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal);
}
