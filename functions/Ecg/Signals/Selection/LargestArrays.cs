using Ecg.Formats.Mat;

namespace Ecg.Signals.Selection;

/// <summary>Keeps the largest of the arrays that it is shown; a file may have any number of them.</summary>
internal sealed class LargestArrays
{
    private readonly List<MatArray> _largestFirst = [];
    private readonly int _most;

    /// <summary>Creates an empty set.</summary>
    /// <param name="most">How many arrays are kept.</param>
    public LargestArrays(int most) => _most = most;

    /// <summary>Shows an array; among arrays of one size the first is kept.</summary>
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

    /// <summary>Takes arrays away again.</summary>
    public void RemoveAll(Predicate<MatArray> isMeant) => _largestFirst.RemoveAll(isMeant);

    /// <summary>The kept arrays with at least so many elements, the largest first.</summary>
    public IReadOnlyList<MatArray> WithAtLeast(long elements) =>
        [.. _largestFirst.TakeWhile(array => array.ElementCount >= elements)];
}
