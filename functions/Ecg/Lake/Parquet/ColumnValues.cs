namespace Ecg.Lake.Parquet;

/// <summary>The values of a column, a cell for each row, as they are gathered from files and written to one.</summary>
/// <param name="column">The column.</param>
internal abstract class ColumnValues(Column column)
{
    /// <summary>The column.</summary>
    public Column Column => column;

    /// <summary>The number of cells.</summary>
    public int Count { get; protected set; }

    /// <summary>The values of a column, none yet.</summary>
    public static ColumnValues Of(Column column) => column.Kind switch
    {
        ColumnKind.Text => new TextValues(column),
        ColumnKind.Int32 => new NumberValues<int>(column, (file, cells) => file.WriteInt32s(cells)),
        ColumnKind.Int64 => new NumberValues<long>(column, (file, cells) => file.WriteInt64s(cells)),
        ColumnKind.Timestamp => new NumberValues<long>(column, (file, cells) => file.WriteTimestamps(cells)),
        ColumnKind.Double => new NumberValues<double>(column, (file, cells) => file.WriteDoubles(cells)),
        ColumnKind.Float => new NumberValues<float>(column, NumberValues<float>.WriteFloats),
        _ => throw new ArgumentOutOfRangeException(nameof(column), column.Kind, null),
    };

    /// <summary>Forgets the cells after some.</summary>
    public void Withdraw(int count) => Count = Math.Min(Count, count);

    /// <summary>Adds cells without a value.</summary>
    public abstract void AddNulls(int count);

    /// <summary>Adds cells of another column of the same kind.</summary>
    public abstract void AddRange(ColumnValues source, int first, int count);

    /// <summary>Takes the dictionary of the pages that follow.</summary>
    /// <param name="page">Its values in the encoding PLAIN.</param>
    /// <param name="count">Their number.</param>
    public abstract void ReadDictionary(ReadOnlySpan<byte> page, int count);

    /// <summary>Adds the cells of a page in the encoding PLAIN.</summary>
    /// <param name="values">The values, those of null rows left out.</param>
    /// <param name="levels">1 for each row that has a value, 0 for each other; empty where each has.</param>
    /// <param name="rows">The number of rows.</param>
    public abstract void ReadPlain(ReadOnlySpan<byte> values, ReadOnlySpan<int> levels, int rows);

    /// <summary>Adds the cells of a page of indices into the dictionary.</summary>
    /// <param name="indices">The indices, those of null rows left out.</param>
    /// <param name="levels">1 for each row that has a value, 0 for each other; empty where each has.</param>
    /// <param name="rows">The number of rows.</param>
    public abstract void ReadIndices(ReadOnlySpan<int> indices, ReadOnlySpan<int> levels, int rows);

    /// <summary>Writes the cells as the next column of a row group.</summary>
    /// <exception cref="NotSupportedException">A value is NaN, which the lake has as NULL.</exception>
    public abstract void Write(ParquetWriter file);
}
