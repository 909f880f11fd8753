namespace Ecg.Annotations;

/// <summary>
/// The stretches of one kind in a lead, limited in number: if there are more, those closest
/// together are merged, so that only the gaps between them are lost.
/// </summary>
internal sealed class StretchList
{
    // Most leads have no stretches, so the list is created on demand.
    private static readonly List<Stretch> Nothing = [];

    private readonly int _limit;
    private List<Stretch> _stretches = Nothing;
    private long _between;

    /// <summary>Creates an empty list.</summary>
    /// <param name="limit">The maximum number of stretches to return, at least 1.</param>
    public StretchList(int limit) => _limit = limit;

    /// <summary>Stretches with at most this many samples between them were merged; 0 unless there were too many.</summary>
    public long JoinedGap { get; private set; }

    /// <summary>Adds a stretch; overlapping and adjacent ones are merged.</summary>
    /// <param name="start">The first sample.</param>
    /// <param name="end">The first sample after it.</param>
    public void Add(long start, long end)
    {
        if (end <= start)
        {
            return;
        }

        if (_stretches.Count > 0 && _stretches[^1].Start <= start && start <= _stretches[^1].End)
        {
            Stretch last = _stretches[^1];
            _stretches[^1] = last with { End = Math.Max(last.End, end) };
            return;
        }

        if (_stretches == Nothing)
        {
            _stretches = [];
        }

        _stretches.Add(new Stretch(start, end));
        if (_stretches.Count >= 2 * _limit)
        {
            Settle();
        }
    }

    /// <summary>Adds all stretches of another list.</summary>
    public void Add(StretchList others)
    {
        foreach (Stretch stretch in others._stretches)
        {
            Add(stretch.Start, stretch.End);
        }

        _between += others._between;
        JoinedGap = Math.Max(JoinedGap, others.JoinedGap);
    }

    /// <summary>Removes all stretches.</summary>
    public void Clear()
    {
        _stretches = Nothing;
        _between = 0;
        JoinedGap = 0;
    }

    /// <summary>Returns the stretches in order; they neither overlap nor touch.</summary>
    public IReadOnlyList<Stretch> InOrder()
    {
        Settle();
        return _stretches;
    }

    /// <summary>The number of samples in the added stretches, without the gaps between merged ones.</summary>
    public long Count()
    {
        Settle();
        long count = -_between;
        foreach (Stretch stretch in _stretches)
        {
            count += stretch.Length;
        }

        return count;
    }

    private void Settle()
    {
        if (_stretches.Count < 2)
        {
            return;
        }

        _stretches.Sort((one, other) => one.Start.CompareTo(other.Start));
        Join();
        while (_stretches.Count > _limit)
        {
            JoinedGap = Math.Max(1, 2 * JoinedGap);
            Join();
        }
    }

    private void Join()
    {
        int kept = 0;
        for (int i = 1; i < _stretches.Count; i++)
        {
            (Stretch last, Stretch next) = (_stretches[kept], _stretches[i]);
            long gap = next.Start - last.End;
            if (gap > JoinedGap)
            {
                _stretches[++kept] = next;
                continue;
            }

            _between += Math.Max(0, gap);
            _stretches[kept] = last with { End = Math.Max(last.End, next.End) };
        }

        _stretches.RemoveRange(kept + 1, _stretches.Count - kept - 1);
    }
}
