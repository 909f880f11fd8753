using Ecg.Lake.Parquet;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>Rows of a table in memory. A column that some of them lack is NULL there.</summary>
internal sealed class TableRows
{
    private readonly Dictionary<string, ColumnValues> _byName = new(StringComparer.Ordinal);
    private readonly List<ColumnValues> _columns = [];

    /// <summary>The columns, in the order in which they came.</summary>
    public IReadOnlyList<ColumnValues> Columns => _columns;

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>A column; a new one is NULL in all rows.</summary>
    /// <exception cref="InvalidDataException">It is there with another type.</exception>
    public ColumnValues this[Column column]
    {
        get
        {
            if (!_byName.TryGetValue(column.Name, out ColumnValues? values))
            {
                values = ColumnValues.Of(column with { IsOptional = true });
                values.AddNulls(Count);
                _byName.Add(column.Name, values);
                _columns.Add(values);
            }

            return values.Column.Kind == column.Kind ? values : throw new InvalidDataException($"The column '{column.Name}' has two types.");
        }
    }

    /// <summary>Ends rows whose cells were added to some of the columns.</summary>
    /// <param name="count">The number of the rows.</param>
    public void End(int count)
    {
        Count += count;
        foreach (ColumnValues values in _columns)
        {
            if (values.Count != Count)
            {
                values.AddNulls(Count - values.Count);
            }
        }
    }

    /// <summary>Adds the cells of other rows, which <see cref="End"/> has yet to end.</summary>
    public void AddRange(TableRows source, int first, int count)
    {
        foreach (ColumnValues values in source._columns)
        {
            this[values.Column].AddRange(values, first, count);
        }
    }

    /// <summary>Takes back what was added after a number of rows.</summary>
    public void Withdraw(int count)
    {
        Count = count;
        _columns.ForEach(values => values.Withdraw(count));
    }

    /// <summary>Forgets the rows and keeps the columns.</summary>
    public void Clear() => Withdraw(0);
}
