using DuckDB.NET.Data;
using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Takes cells of DuckDB's rows as those of a file's columns.</summary>
internal static class DuckDbCells
{
    /// <summary>Adds a cell of the current row to a column.</summary>
    /// <param name="reader">Stands on a row.</param>
    /// <param name="column">The column.</param>
    /// <param name="ordinal">Its place in the row.</param>
    public static void AddCellTo(this DuckDBDataReader reader, ColumnValues column, int ordinal)
    {
        if (reader.IsDBNull(ordinal))
        {
            column.AddNulls(1);
            return;
        }

        switch (column)
        {
            case CellsOf<string> texts:
                texts.Add(reader.GetString(ordinal), 1);
                break;
            case CellsOf<int?> numbers:
                numbers.Add(reader.GetInt32(ordinal), 1);
                break;
            case CellsOf<long?> instants when column.Column.Kind == ColumnKind.Timestamp:
                instants.Add(MicrosecondsOf(reader.GetDateTime(ordinal)), 1);
                break;
            case CellsOf<long?> numbers:
                numbers.Add(reader.GetInt64(ordinal), 1);
                break;
            case CellsOf<float?> numbers:
                numbers.Add(reader.GetFloat(ordinal), 1);
                break;
            case CellsOf<double?> numbers:
                numbers.Add(reader.GetDouble(ordinal), 1);
                break;
            default:
                throw new NotSupportedException($"The column '{column.Column.Name}' has no cells for {column.Column.Kind}.");
        }
    }

    private static long MicrosecondsOf(DateTime instant) => (instant.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
