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
        var table = new Table { Border = output.ResultsAreTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        for (var column = 0; column < reader.FieldCount; column++)
        {
            table.AddColumn(new TableColumn(new Text(Shorten(Printable.Of(reader.GetName(column)))))
            {
                NoWrap = !output.ResultsAreTerminal,
                Alignment = IsNumber(reader.GetFieldType(column)) ? Justify.Right : Justify.Left,
            });
        }

        var isWhole = Fill(table, reader, cancellationToken);
        output.ResultsConsole().Write(table);
        output.Results.Flush();
        output.Message(isWhole
            ? string.Create(CultureInfo.InvariantCulture, $"{table.Rows.Count} row{(table.Rows.Count == 1 ? "" : "s")}")
            : $"the first {MaxRows} rows; there are more: --format csv or json gives all, LIMIT fewer");
    }

    private static bool Fill(Table table, DuckDBDataReader reader, CancellationToken cancellationToken)
    {
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (table.Rows.Count == MaxRows)
            {
                return false;
            }

            table.AddRow(Enumerable.Range(0, reader.FieldCount).Select(column => new Text(Cell(reader, column))));
        }

        return true;
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
