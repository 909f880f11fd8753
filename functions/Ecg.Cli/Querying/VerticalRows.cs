using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Terminal;

namespace Ecg.Cli.Querying;

/// <summary>Writes all rows vertically, one column per line, without shortening.</summary>
internal static class VerticalRows
{
    /// <summary>Writes the rows.</summary>
    public static void Write(DuckDBDataReader reader, TextWriter output, CancellationToken cancellationToken)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(column => Printable.Of(reader.GetName(column)))];
        int width = names.Max(name => name.Length);
        for (long row = 1L; reader.Read(); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"-- {row} --"));
            for (int column = 0; column < names.Length; column++)
            {
                output.WriteLine($"{names[column].PadRight(width)}  {TableRows.Cell(reader, column)}");
            }
        }
    }
}
