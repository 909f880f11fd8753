using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Terminal;
using Spectre.Console;

namespace Ecg.Cli.Querying;

/// <summary>Prints the first rows of a result as a table.</summary>
internal static class TableRows
{
    /// <summary>The maximum number of rows.</summary>
    public const int MaxRows = 100;

    private const int MaxCellWidth = 60;

    /// <summary>Prints the first <see cref="MaxRows"/> rows, and a message if there are more.</summary>
    public static void Write(DuckDBDataReader reader, CommandOutput output, CancellationToken cancellationToken) =>
        Write(reader, output, MaxRows, cancellationToken);

    /// <summary>Prints the first rows, and a message if there are more.</summary>
    /// <param name="reader">The reader, positioned before the first row.</param>
    /// <param name="output">The output.</param>
    /// <param name="most">The maximum number of rows.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static void Write(DuckDBDataReader reader, CommandOutput output, int most, CancellationToken cancellationToken)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(column => Printable.Of(reader.GetName(column)))];
        List<string[]> rows = Read(reader, most, cancellationToken, out bool isWhole);
        IAnsiConsole console = output.ResultsConsole();
        bool[] isText = names.Select((_, column) => !IsNumber(CellText.TypeOf(reader, column))).ToArray();
        int[] widths = TableFit.Widths(ColumnsOf(names, rows, isText, output.ResultsAreTerminal ? int.MaxValue : MaxCellWidth), console.Profile.Width);
        if (widths.Length == 0)
        {
            WriteBlocks(names, rows, output.Results);
        }
        else
        {
            console.Write(TableOf(names, rows, isText, widths, output.ResultsAreTerminal ? TableBorder.Rounded : TableBorder.Ascii));
        }

        output.Results.Flush();
        output.Message(isWhole
            ? string.Create(CultureInfo.InvariantCulture, $"{rows.Count} row{(rows.Count == 1 ? "" : "s")}")
            : $"the first {most} rows; --format csv or json returns all");
        if (widths.Length > 0 && widths.Length < names.Length)
        {
            output.Message($"columns that do not fit: {string.Join(", ", names[widths.Length..])}; --format vertical shows all");
        }
    }

    private static List<string[]> Read(DuckDBDataReader reader, int most, CancellationToken cancellationToken, out bool isWhole)
    {
        var rows = new List<string[]>();
        isWhole = true;
        while (isWhole && reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            isWhole = rows.Count < most;
            if (isWhole)
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Cell(reader, column))]);
            }
        }

        return rows;
    }

    private static (int Width, bool IsText)[] ColumnsOf(string[] names, List<string[]> rows, bool[] isText, int most) =>
        [.. names.Select((name, column) => (Math.Min(most, rows.Select(row => row[column].Length).Append(name.Length).Max()), isText[column]))];

    private static Table TableOf(string[] names, List<string[]> rows, bool[] isText, int[] widths, TableBorder border)
    {
        var table = new Table { Border = border };
        for (int column = 0; column < widths.Length; column++)
        {
            table.AddColumn(new TableColumn(new Text(Shorten(names[column], widths[column])))
            {
                Alignment = isText[column] ? Justify.Left : Justify.Right,
                NoWrap = true,
            });
        }

        foreach (string[] row in rows)
        {
            table.AddRow(widths.Select((width, column) => new Text(Shorten(row[column], width), StyleOf(row[column]))));
        }

        return table;
    }

    // The colour adds no information to the word.
    private static Style StyleOf(string cell) => cell switch
    {
        "bad" or "rejected" => new Style(Color.Red),
        "suspect" => new Style(Color.Yellow),
        _ => Style.Plain,
    };

    // If not even one column fits.
    private static void WriteBlocks(string[] names, List<string[]> rows, TextWriter output)
    {
        int width = names.Max(name => name.Length);
        for (int row = 0; row < rows.Count; row++)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {row + 1} --"));
            for (int column = 0; column < names.Length; column++)
            {
                output.WriteLine($"{names[column].PadRight(width)}  {rows[row][column]}");
            }
        }
    }

    /// <summary>Formats a cell of the current row on one line; <c>NULL</c> for NULL.</summary>
    public static string Cell(DuckDBDataReader reader, int column)
    {
        if (reader.IsDBNull(column))
        {
            return "NULL";
        }

        Span<char> buffer = stackalloc char[64];
        return Printable.Of(CellText.Of(reader, column, CellText.TypeOf(reader, column), buffer).ToString());
    }

    /// <summary>Returns whether values of a type are numbers, which are right-aligned.</summary>
    public static bool IsNumber(Type type) =>
        Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal || type == typeof(System.Numerics.BigInteger);

    private static string Shorten(string text, int width) => text.Length <= width ? text : $"{text.AsSpan(0, width - 1)}…";
}
