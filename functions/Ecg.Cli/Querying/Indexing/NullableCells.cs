using DuckDB.NET.Data;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Cells of a row that may be NULL.</summary>
internal static class NullableCells
{
    /// <summary>The text; <see langword="null"/> for NULL.</summary>
    public static string? TextAt(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>The number; <see langword="null"/> for NULL.</summary>
    public static double? NumberAt(this DuckDBDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);

    /// <summary>The parts of a text, those that are blank left out; none for NULL.</summary>
    public static IReadOnlyList<string> ListAt(this DuckDBDataReader reader, int column, string separator) =>
        reader.TextAt(column)?.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
