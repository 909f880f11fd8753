using Ecg.Lake.Parquet;

namespace Ecg.Lake.Schema;

/// <summary>Declares a table's column in one line: its name, its kind, and a row's value, which may be null.</summary>
/// <typeparam name="TRow">What a row tells of.</typeparam>
internal static class ColumnOf<TRow>
{
    /// <summary>A column of text.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Text(string name, Func<TRow, string?> value) =>
        new(new Column(name, ColumnKind.Text), (file, _, rows) => file.WriteTexts(Each(rows, value)));

    /// <summary>A column of 32-bit numbers.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Int32(string name, Func<TRow, int?> value) =>
        new(new Column(name, ColumnKind.Int32), (file, _, rows) => file.WriteInt32s(Each(rows, value)));

    /// <summary>A column of 64-bit numbers.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Int64(string name, Func<TRow, long?> value) =>
        new(new Column(name, ColumnKind.Int64), (file, _, rows) => file.WriteInt64s(Each(rows, value)));

    /// <summary>A column of floating-point numbers; NaN, which SQL would take for the largest of all, is null.</summary>
    public static SchemaColumn<IReadOnlyList<TRow>> Double(string name, Func<TRow, double?> value) =>
        new(new Column(name, ColumnKind.Double), (file, _, rows) => file.WriteDoubles(Each(rows, row => Known(value(row)))));

    /// <summary>A column of instants by a clock without a time zone.</summary>
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
