using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Keeps the largest arrays that it receives; a file may have any number of them.</summary>
internal sealed class LargestArrays
{
    private readonly List<MatArray> _largestFirst = [];
    private readonly int _most;

    /// <summary>Creates an empty set.</summary>
    /// <param name="most">The maximum number of arrays to keep.</param>
    public LargestArrays(int most) => _most = most;

    /// <summary>Adds an array; among arrays of one size, the first is kept.</summary>
    public void Add(MatArray array)
    {
        int place = _largestFirst.Count;
        while (place > 0 && _largestFirst[place - 1].ElementCount < array.ElementCount)
        {
            place--;
        }

        if (place == _most)
        {
            return;
        }

        _largestFirst.Insert(place, array);
        if (_largestFirst.Count > _most)
        {
            _largestFirst.RemoveAt(_most);
        }
    }

    /// <summary>Removes arrays.</summary>
    public void RemoveAll(Predicate<MatArray> isMeant) => _largestFirst.RemoveAll(isMeant);

    /// <summary>Returns the kept arrays with at least this many elements, the largest first.</summary>
    public IReadOnlyList<MatArray> WithAtLeast(long elements) =>
        [.. _largestFirst.TakeWhile(array => array.ElementCount >= elements)];
}
