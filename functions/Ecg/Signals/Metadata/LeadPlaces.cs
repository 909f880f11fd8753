namespace Ecg.Signals.Metadata;

/// <summary>The rows or columns of the signal's matrix that are leads.</summary>
/// <param name="Positions">Their indices in the matrix, from 0, in order.</param>
/// <param name="Total">The number of all rows or columns, including those that are not leads.</param>
internal sealed record LeadPlaces(IReadOnlyList<int> Positions, int Total)
{
    /// <summary>The number of leads.</summary>
    public int Count => Positions.Count;

    /// <summary>Returns places in which all rows or columns are leads.</summary>
    public static LeadPlaces All(int count) => new([.. Enumerable.Range(0, count)], count);

    /// <summary>Returns the values for the leads from a list with one value per lead, or per row or column.</summary>
    /// <returns><see langword="null"/> if the list has another length.</returns>
    public IReadOnlyList<T>? Pick<T>(IReadOnlyList<T> values) =>
        values.Count == Count ? values : values.Count == Total ? [.. Positions.Select(position => values[position])] : null;
}
