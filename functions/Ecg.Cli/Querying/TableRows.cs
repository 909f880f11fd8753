using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Terminal;
using Spectre.Console;

namespace Ecg.Cli.Querying;

/// <summary>Draws the first rows of a result as a table.</summary>
internal static class TableRows
{
    /// <summary>The most rows that are drawn.</summary>
    public const int MaxRows = 100;

    private const int MaxCellWidth = 60;

    /// <summary>Draws the rows; says so among the messages where there are more.</summary>
    public static void Write(DuckDBDataReader reader, CommandOutput output, CancellationToken cancellationToken)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(column => Shorten(Printable.Of(reader.GetName(column)))).ToArray();
        var rows = Read(reader, cancellationToken, out var isWhole);
        var console = output.ResultsConsole();
        if (rows.Count > 0 && WidthOf(names, rows) > console.Profile.Width)
        {
            WriteBlocks(names, rows, output.Results);
        }
        else
        {
            console.Write(TableOf(reader, names, rows, output.ResultsAreTerminal ? TableBorder.Rounded : TableBorder.Ascii));
        }

        output.Results.Flush();
        output.Message(isWhole
            ? string.Create(CultureInfo.InvariantCulture, $"{rows.Count} row{(rows.Count == 1 ? "" : "s")}")
            : $"the first {MaxRows} rows; there are more: --format csv or json gives all, LIMIT fewer");
    }

    private static List<string[]> Read(DuckDBDataReader reader, CancellationToken cancellationToken, out bool isWhole)
    {
        var rows = new List<string[]>();
        isWhole = true;
        while (isWhole && reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            isWhole = rows.Count < MaxRows;
            if (isWhole)
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader, column))]);
            }
        }

        return rows;
    }

    private static int WidthOf(string[] names, List<string[]> rows)
    {
        var width = 1;
        for (var column = 0; column < names.Length; column++)
        {
            width += 3 + Math.Max(names[column].Length, rows.Max(row => row[column].Length));
        }

        return width;
    }

    private static Table TableOf(DuckDBDataReader reader, string[] names, List<string[]> rows, TableBorder border)
    {
        var table = new Table { Border = border };
        for (var column = 0; column < names.Length; column++)
        {
            table.AddColumn(new TableColumn(new Text(names[column]))
            {
                Alignment = IsNumber(reader.GetFieldType(column)) ? Justify.Right : Justify.Left,
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Text(cell)));
        }

        return table;
    }

    // Columns squeezed to a few characters tell nothing; a row that is too wide is written downwards instead.
    private static void WriteBlocks(string[] names, List<string[]> rows, TextWriter output)
    {
        var width = names.Max(name => name.Length);
        for (var row = 0; row < rows.Count; row++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {row + 1} --"));
            for (var column = 0; column < names.Length; column++)
            {
                output.WriteLine($"{names[column].PadRight(width)}  {rows[row][column]}");
            }
        }
    }

    private static string Cell(DuckDBDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            return "NULL";
        }

        Span<char> buffer = stackalloc char[64];
        return Shorten(Printable.Of(CellText.Of(reader, column, reader.GetFieldType(column), buffer).ToString()));
    }

    private static string Shorten(string text) =>
        text.Length <= MaxCellWidth ? text : $"{text.AsSpan(0, MaxCellWidth - 1)}…";

    private static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal || type == typeof(System.Numerics.BigInteger);
}
