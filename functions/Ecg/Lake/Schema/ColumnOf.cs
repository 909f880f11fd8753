using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>Declares a table's column on one line: its name, its kind, and a row's value, which may be null.</summary>
/// <typeparam name="TRow">The type of a row.</typeparam>
internal static class ColumnOf<TRow>
{
    /// <summary>Declares a text column.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Text(string name, Func<TRow, string?> value) =>
        new(new Column(name, ColumnKind.Text), (file, _, rows) => file.WriteTexts(Each(rows, value)));

    /// <summary>Declares a 32-bit integer column.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Int32(string name, Func<TRow, int?> value) =>
        new(new Column(name, ColumnKind.Int32), (file, _, rows) => file.WriteInt32s(Each(rows, value)));

    /// <summary>Declares a 64-bit integer column.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Int64(string name, Func<TRow, long?> value) =>
        new(new Column(name, ColumnKind.Int64), (file, _, rows) => file.WriteInt64s(Each(rows, value)));

    /// <summary>Declares a floating-point column; NaN, which SQL orders above all numbers, becomes null.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Double(string name, Func<TRow, double?> value) =>
        new(new Column(name, ColumnKind.Double), (file, _, rows) => file.WriteDoubles(Each(rows, row => Known(value(row)))));

    /// <summary>Declares a timestamp column without time zone.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Timestamp(string name, Func<TRow, DateTime?> value) =>
        new(new Column(name, ColumnKind.Timestamp), (file, _, rows) => file.WriteTimestamps(Each(rows, row => Microseconds(value(row)))));

    private static double? Known(double? value) => value is double.NaN ? null : value;

    private static long? Microseconds(DateTime? instant) =>
        instant is { } time ? (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond : null;

    private static T[] Each<T>(IReadOnlyList<TRow> rows, Func<TRow, T> value)
    {
        var values = new T[rows.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return values;
    }
}
