namespace Ecg.Lake.Parquet;

/// <summary>The values of a column in memory, as cells of one type.</summary>
/// <typeparam name="TCell">The type, which has a null.</typeparam>
/// <param name="column">The column.</param>
internal abstract class CellsOf<TCell>(Column column) : ColumnValues(column)
{
    private TCell?[] _cells = [];
    private TCell?[] _dictionary = [];
    private int _distinct;

    /// <summary>The cells.</summary>
    public ReadOnlySpan<TCell?> Cells => _cells.AsSpan(0, Count);

    /// <summary>Adds cells of one value.</summary>
    public void Add(TCell? value, int count) => Claim(count).Fill(value);

    /// <inheritdoc/>
    public override void AddNulls(int count) => Claim(count).Clear();

    /// <inheritdoc/>
    public override void AddRange(ColumnValues source, int first, int count) =>
        (source as CellsOf<TCell> ?? throw new InvalidDataException("A column has two types.")).Cells.Slice(first, count).CopyTo(Claim(count));

    /// <inheritdoc/>
    public override void ReadDictionary(ReadOnlySpan<byte> page, int count)
    {
        CheckCount(page, count);
        if (_dictionary.Length < count)
        {
            _dictionary = new TCell?[count];
        }

        _distinct = count;
        for (int i = 0; i < count; i++)
        {
            _dictionary[i] = Take(ref page);
        }
    }

    /// <inheritdoc/>
    public override void ReadPlain(ReadOnlySpan<byte> values, ReadOnlySpan<int> levels, int rows)
    {
        Span<TCell?> cells = Claim(rows);
        for (int row = 0; row < rows; row++)
        {
            cells[row] = levels.IsEmpty || levels[row] != 0 ? Take(ref values) : default;
        }
    }

    /// <inheritdoc/>
    public override void ReadIndices(ReadOnlySpan<int> indices, ReadOnlySpan<int> levels, int rows)
    {
        Span<TCell?> cells = Claim(rows);
        int next = 0;
        for (int row = 0; row < rows; row++)
        {
            cells[row] = levels.IsEmpty || levels[row] != 0 ? Find(indices[next++]) : default;
        }
    }

    /// <summary>Takes the value in front.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    protected abstract TCell? Take(ref ReadOnlySpan<byte> values);

    /// <summary>The bytes of the smallest value in a dictionary.</summary>
    protected abstract int SmallestValue { get; }

    private TCell? Find(int index) =>
        (uint)index < (uint)_distinct ? _dictionary[index] : throw new InvalidDataException("A page of the Parquet file has an index beyond its dictionary.");

    // So that nothing is allocated for what a header claims and the page does not have.
    private void CheckCount(ReadOnlySpan<byte> page, int count)
    {
        if (count < 0 || count > page.Length / SmallestValue)
        {
            throw new InvalidDataException("A dictionary of the Parquet file ends before its values.");
        }
    }

    private Span<TCell?> Claim(int count)
    {
        if (count > _cells.Length - Count)
        {
            Array.Resize(ref _cells, Math.Max(checked(Count + count), _cells.Length * 2));
        }

        Count += count;
        return _cells.AsSpan(Count - count, count);
    }
}
