namespace Ecg.Signals.Metadata;

/// <summary>The rows or columns of the signal's matrix that are leads.</summary>
/// <param name="Positions">Their places in the matrix, from 0, in order.</param>
/// <param name="Total">The number of all rows or columns, those included that are none.</param>
internal sealed record LeadPlaces(IReadOnlyList<int> Positions, int Total)
{
    /// <summary>The number of leads.</summary>
    public int Count => Positions.Count;

    /// <summary>All of them.</summary>
    public static LeadPlaces All(int count) => new([.. Enumerable.Range(0, count)], count);

    /// <summary>The values for the leads of a list that has one for each of them, or one for each row or column.</summary>
    /// <returns><see langword="null"/> where it has another number of them.</returns>
    public IReadOnlyList<T>? Pick<T>(IReadOnlyList<T> values) =>
        values.Count == Count ? values : values.Count == Total ? [.. Positions.Select(position => values[position])] : null;
}
