using System.Collections;
using System.Globalization;
using DuckDB.NET.Data;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Querying;

/// <summary>Formats a cell of a result: numbers without grouping, times in ISO 8601, everything else as JSON.</summary>
internal static class CellText
{
    /// <summary>Formats a cell that is not NULL.</summary>
    /// <param name="reader">The reader, positioned on the row.</param>
    /// <param name="column">The column's index.</param>
    /// <param name="type">The column's type, as <see cref="TypeOf"/> returns it.</param>
    /// <param name="buffer">Room for a number, at least 64 characters.</param>
    /// <returns>The text, in <paramref name="buffer"/> or in a separate string.</returns>
    public static ReadOnlySpan<char> Of(DuckDBDataReader reader, int column, Type type, Span<char> buffer)
    {
        int length = 0;
        bool fits = Type.GetTypeCode(type) switch
        {
            TypeCode.Int32 => reader.GetInt32(column).TryFormat(buffer, out length, default, CultureInfo.InvariantCulture),
            TypeCode.Int64 => reader.GetInt64(column).TryFormat(buffer, out length, default, CultureInfo.InvariantCulture),
            TypeCode.Double => reader.GetDouble(column).TryFormat(buffer, out length, default, CultureInfo.InvariantCulture),
            TypeCode.Single => reader.GetFloat(column).TryFormat(buffer, out length, default, CultureInfo.InvariantCulture),
            _ => false,
        };
        return fits ? buffer[..length] : type == typeof(string) ? reader.GetString(column) : Of(Value(reader, column));
    }

    /// <summary>Returns a column's type.</summary>
    /// <exception cref="CommandException">The driver has no type for it: a union.</exception>
    public static Type TypeOf(DuckDBDataReader reader, int column)
    {
        try
        {
            return reader.GetFieldType(column);
        }
        catch (Exception error) when (IsOfDriver(error))
        {
            throw NotShown(reader, column, error);
        }
    }

    /// <summary>Returns a cell's value.</summary>
    /// <exception cref="CommandException">
    /// The driver has no value for it: a list with NULL inside a struct, an interval with months, an infinite date.
    /// </exception>
    public static object Value(DuckDBDataReader reader, int column)
    {
        Type type = TypeOf(reader, column);
        try
        {
            return NestedCell.IsOne(type) ? NestedCell.Value(reader, column, type) : reader.GetValue(column);
        }
        catch (Exception error) when (IsOfDriver(error))
        {
            throw NotShown(reader, column, error);
        }
    }

    /// <summary>Formats a value.</summary>
    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        DateTime instant => Instant(instant),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        Stream bytes => Base64(bytes),
        IEnumerable nested => JsonCell.Of(nested),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static bool IsOfDriver(Exception error) =>
        error is ArgumentException or OverflowException or InvalidOperationException or InvalidCastException or NotSupportedException;

    private static CommandException NotShown(DuckDBDataReader reader, int column, Exception error) => CommandException.UsageError(
        $"column '{reader.GetName(column)}' holds a value that cannot be shown; use CAST(... AS VARCHAR).", error);

    private static string Instant(DateTime instant) => instant.ToString(
        instant.Kind == DateTimeKind.Utc ? "yyyy-MM-ddTHH:mm:ss.FFFFFFZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFF",
        CultureInfo.InvariantCulture);

    private static string Base64(Stream bytes)
    {
        using var copy = new MemoryStream();
        bytes.CopyTo(copy);
        return Convert.ToBase64String(copy.GetBuffer(), 0, (int)copy.Length);
    }
}
