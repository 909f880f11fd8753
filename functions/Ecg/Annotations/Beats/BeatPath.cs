namespace Ecg.Annotations.Beats;

/// <summary>
/// Chooses the candidates that are beats: those that together are the likeliest, by the height of each and by the intervals between
/// them. Where Pan and Tompkins (1985) go back after a long interval to seek a missed beat with half the threshold, and look at
/// the slope of a peak that follows a beat within 360 ms to tell a T wave, the same evidence is weighed here for all candidates
/// at once, by dynamic programming. The usual interval is taken first from the tall candidates, then from the beats that were chosen with that.
/// Beats that are a minute old no later candidate changes: they are decided, and what led to them is let go.
/// </summary>
internal sealed class BeatPath
{
    // Missing samples for this long may hide a beat, in seconds.
    private const double HidingGap = 0.1;

    private const double HighestInterval = 1.5;
    private const double LowestInterval = 0.3;
    private const double UsualInterval = 0.8;
    private const int IntervalReach = 5;
    private const double Tallness = 1.2;
    private const double Unlike = 0.5;
    private const double Premature = 0.8;
    private const double Late = 1.2;
    private const int EndReach = 60;

    // How long what follows can change which candidates are beats, and from how many decided beats the usual interval is taken on.
    private const double OpenSeconds = 60;
    private const int Context = (2 * IntervalReach) + 2;

    private readonly BeatModel _model;
    private readonly List<BeatCandidate> _candidates;
    private readonly double _samplingRate;
    private readonly List<Beat> _beats = [];
    private double[] _usual = [];
    private double[] _rises = [];
    private double[] _evidence = [];
    private double[] _scores = [];
    private int[] _previous = [];

    // The last beats that are decided, as candidates.
    private List<int> _decided = [];
    private BeatCandidate? _lastDecided;

    /// <summary>Prepares the choice.</summary>
    /// <param name="model">The detector's numbers.</param>
    /// <param name="candidates">The candidates in the order of time.</param>
    /// <param name="samplingRate">The samples a second.</param>
    public BeatPath(BeatModel model, List<BeatCandidate> candidates, double samplingRate)
    {
        _model = model;
        _candidates = candidates;
        _samplingRate = samplingRate;
    }

    /// <summary>Decides which candidates are beats, but for the last minute's.</summary>
    /// <param name="settled">How many of the candidates are complete.</param>
    /// <returns>How many candidates, from the first, are needed no more: the caller takes them from the list.</returns>
    public int Decide(int settled)
    {
        double end = _candidates[settled - 1].Seconds;
        List<int> chosen = Choose(settled, end);
        chosen.RemoveAll(candidate => _candidates[candidate].Seconds > end - OpenSeconds);
        Add(chosen);
        chosen.RemoveRange(0, Math.Max(0, chosen.Count - Context));
        int gone = chosen.Count == 0 ? 0 : chosen[0];
        _decided = chosen.ConvertAll(candidate => candidate - gone);
        return gone;
    }

    /// <summary>The beats, in the order of time.</summary>
    /// <param name="duration">The length of the recording in seconds.</param>
    public IReadOnlyList<Beat> Beats(double duration)
    {
        Add(Choose(_candidates.Count, duration));
        return _beats;
    }

    // The beats among the first candidates, those that are decided included.
    private List<int> Choose(int count, double end)
    {
        if (_usual.Length < count)
        {
            _usual = new double[count];
            _rises = new double[count];
            _evidence = new double[count];
            _scores = new double[count];
            _previous = new int[count];
        }

        Weigh(count);
        FindUsualIntervals(Tall(count), count);
        FindUsualIntervals(FindPath(count, end), count);
        return FindPath(count, end);
    }

    private List<int> FindPath(int count, double end)
    {
        int decided = _decided.Count == 0 ? -1 : _decided[^1];
        if (decided >= 0)
        {
            _scores[decided] = 0;
        }

        for (int i = decided + 1; i < count; i++)
        {
            Score(i, decided);
        }

        var chosen = new List<int>();
        for (int i = Last(count, Math.Max(decided, 0), end); i > decided; i = _previous[i])
        {
            chosen.Add(i);
        }

        chosen.Reverse();
        return [.. _decided, .. chosen];
    }

    private void Add(List<int> chosen)
    {
        foreach (int index in chosen.Skip(_decided.Count))
        {
            BeatCandidate candidate = _candidates[index];
            double? interval = _lastDecided is { } before && candidate.MissingSeconds - before.MissingSeconds < HidingGap
                ? (candidate.Sample - before.Sample) * 1000 / _samplingRate
                : null;
            _beats.Add(new Beat(candidate.Sample, interval));
            _lastDecided = candidate;
        }
    }

    // The candidates that are beats by their height: what the rhythm is first taken from.
    private List<int> Tall(int count)
    {
        var tall = new List<int>();
        for (int i = 0; i < count; i++)
        {
            if (_rises[i] < Tallness)
            {
                continue;
            }

            if (tall.Count == 0 || !IsOfOneBeat(tall[^1], i))
            {
                tall.Add(i);
            }
            else if (_candidates[i].Height > _candidates[tall[^1]].Height)
            {
                tall[^1] = i;
            }
        }

        return tall;
    }

    // A QRS complex and its T wave: counted as two they would halve the usual interval.
    private bool IsOfOneBeat(int one, int next)
    {
        double seconds = _candidates[next].Seconds - _candidates[one].Seconds;
        return seconds < LowestInterval || (seconds < _model.TWaveInterval && Unlikeness(one, next) >= Unlike);
    }

    // The median of the intervals around each candidate, between those given.
    private void FindUsualIntervals(List<int> beats, int candidates)
    {
        Span<double> around = stackalloc double[(2 * IntervalReach) + 1];
        int next = 0;
        int known = -1;
        for (int i = 0; i < candidates; i++)
        {
            while (next < beats.Count && beats[next] < i)
            {
                next++;
            }

            if (known == next)
            {
                _usual[i] = _usual[i - 1];
                continue;
            }

            known = next;
            int count = 0;
            for (int j = Math.Max(1, next - IntervalReach); j <= Math.Min(beats.Count - 1, next + IntervalReach); j++)
            {
                around[count++] = _candidates[beats[j]].Seconds - _candidates[beats[j - 1]].Seconds;
            }

            around[..count].Sort();
            _usual[i] = count == 0
                ? UsualInterval
                : Math.Clamp((around[(count - 1) / 2] + around[count / 2]) / 2, LowestInterval, HighestInterval);
        }
    }

    private void Score(int at, int decided)
    {
        double best = decided < 0 ? Wait(_candidates[at].Seconds - _candidates[at].MissingSeconds, at) : double.NegativeInfinity;
        int previous = decided;
        for (int i = at - 1; i >= Math.Max(decided, 0); i--)
        {
            double seconds = _candidates[at].Seconds - _candidates[i].Seconds;
            if (seconds < _model.ShortestInterval)
            {
                continue;
            }

            double score = _scores[i] + Interval(i, at, seconds);
            if (score > best)
            {
                best = score;
                previous = i;
            }

            if (seconds > (4 * _usual[at]) + 2)
            {
                break;
            }
        }

        _scores[at] = best + _evidence[at];
        _previous[at] = previous;
    }

    private int Last(int count, int first, double end)
    {
        double best = double.NegativeInfinity;
        int last = -1;
        for (int i = count - 1; i >= first && i >= count - EndReach; i--)
        {
            double score = _scores[i] + Wait(end - _candidates[i].Seconds, i);
            if (score > best)
            {
                best = score;
                last = i;
            }
        }

        return last;
    }

    // What each candidate has for it alone: how far it rises above the threshold, how quiet it is around, its size and its shape.
    private void Weigh(int count)
    {
        for (int i = 0; i < count; i++)
        {
            BeatCandidate candidate = _candidates[i];
            double noise = Noise(candidate);
            _rises[i] = candidate.Height / Blend(_model.Threshold, _model.NoiseThreshold * noise);
            _evidence[i] = (_model.HeightWeight * Math.Min(Math.Log(_rises[i]), _model.HighestEvidence))
                + (_model.NoiseWeight * (Math.Log(Math.Max(noise, _model.LowestNoise)) - _model.NoiseMiddle))
                + (_model.SmallWeight * Smallness(candidate))
                + (_model.LikenessWeight * Likeness(candidate))
                - (_model.StepPenalty * Step(candidate));
        }
    }

    // A P wave is small at all frequencies. A beat between larger ones may be too, and is taller than that in the band of a QRS complex.
    private double Smallness(BeatCandidate candidate) =>
        Math.Min(0, Math.Log(Math.Max(candidate.Size, candidate.Height) / _model.SmallSize));

    // The complexes of a fast ventricular rhythm leave little between them: what is as tall as the usual and alike is not noise.
    private double Noise(BeatCandidate candidate)
    {
        double alike = Math.Clamp((candidate.Likeness - _model.AlikeFrom) / (1 - _model.AlikeFrom), 0, 1);
        double tall = Math.Clamp((candidate.Height - _model.TallFrom) / (1 - _model.TallFrom), 0, 1);
        return double.IsNaN(alike) ? candidate.Noise : candidate.Noise * (1 - (_model.AlikeShare * alike * tall));
    }

    // The signal comes back to its baseline after a QRS complex. Where it does not a moved electrode made a step, unless others look like it.
    private double Step(BeatCandidate candidate)
    {
        double step = Math.Clamp((candidate.Step - _model.StepFrom) / (1 - _model.StepFrom), 0, 1);
        return float.IsNaN(candidate.Likeness) ? step : step * Math.Clamp(1 - candidate.Likeness, 0, 1);
    }

    // In noise many peaks are tall enough: those that are unlike others around are likely to be noise.
    private double Likeness(BeatCandidate candidate) => float.IsNaN(candidate.Likeness)
        ? 0
        : (Math.Max(candidate.Likeness, _model.LowestLikeness) - _model.UsualLikeness) * candidate.Noise / (candidate.Noise + _model.LikenessNoise);

    // The greater of the two, rounded off where they are near each other.
    private static double Blend(double one, double other)
    {
        (double first, double second) = (one * one, other * other);
        return Math.Sqrt(Math.Sqrt((first * first) + (second * second)));
    }

    // What two beats in a row have for and against them, beside their heights.
    private double Interval(int from, int to, double seconds)
    {
        double score = 0;
        if (seconds < _model.TWaveInterval)
        {
            double nearness = (_model.TWaveInterval - seconds) / (_model.TWaveInterval - _model.ShortestInterval);
            double height = Math.Log(_candidates[to].Height / _candidates[from].Height);
            score -= _model.TWavePenalty * (nearness - Math.Min(0, height)) * Unlikeness(from, to);
        }

        double early = Premature - (seconds / _usual[to]);
        if (early > 0)
        {
            score -= _model.PrematurePenalty * early * early / ((1 - Premature) * (1 - Premature));
        }

        double seen = seconds - (_candidates[to].MissingSeconds - _candidates[from].MissingSeconds);
        double late = seen / _usual[to] / Late;
        return late > 1 ? score - (_model.LongPenalty * Math.Log(late)) : score;
    }

    // A T wave does not look like the QRS complex before it: a peak that does is the next beat of a fast heart.
    private double Unlikeness(int from, int to) =>
        Math.Clamp((1 - _candidates[to].Recent[to - from]) / (1 - _model.SameShape), 0, 1);

    // What it takes for a beat not to have come for so long at an end of the recording.
    private double Wait(double seconds, int at) => -_model.LongPenalty * Math.Log(1 + (Math.Max(seconds, 0) / _usual[at] / 2));
}
