using System.Buffers;
using DuckDB.NET.Data;

namespace Ecg.Cli.Querying;

/// <summary>
/// Writes rows as comma-separated values, quoted as in RFC 4180, with LF line ends as other commands expect; NULL is an
/// empty field, empty text is <c>""</c>.
/// </summary>
internal static class CsvRows
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a header and all rows.</summary>
    public static void Write(DuckDBDataReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        var types = new Type[reader.FieldCount];
        for (int column = 0; column < types.Length; column++)
        {
            types[column] = CellText.TypeOf(reader, column);
            Separate(output, column);
            WriteField(output, reader.GetName(column));
        }

        output.Write('\n');
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteRow(reader, types, output);
        }
    }

    private static void WriteRow(DuckDBDataReader reader, Type[] types, TextWriter output)
    {
        Span<char> buffer = stackalloc char[64];
        for (int column = 0; column < types.Length; column++)
        {
            Separate(output, column);
            if (!reader.IsDBNull(column))
            {
                WriteField(output, CellText.Of(reader, column, types[column], buffer));
            }
        }

        output.Write('\n');
    }

    private static void Separate(TextWriter output, int column)
    {
        if (column > 0)
        {
            output.Write(',');
        }
    }

    private static void WriteField(TextWriter output, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty && !text.ContainsAny(Special))
        {
            output.Write(text);
            return;
        }

        output.Write('"');
        foreach (char character in text)
        {
            output.Write(character);
            if (character == '"')
            {
                output.Write('"');
            }
        }

        output.Write('"');
    }
}
