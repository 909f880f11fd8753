using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Annotations.Beats;

/// <summary>
/// The shapes of the last candidates, to tell how much each is like others around it: QRS complexes are alike, noise is not.
/// </summary>
internal sealed class ShapeMemory
{
    /// <summary>A shape is compared with so many before it and behind it, less one.</summary>
    public const int Slots = 24;

    // One other may be alike by chance: the second counts.
    private const int Rank = 2;

    private readonly float[] _shapes;
    private readonly int _length;
    private readonly float[] _heights = new float[Slots];
    private readonly float[] _sizes = new float[Slots];
    private readonly float[] _tall = new float[Slots];
    private readonly float[] _best;
    private readonly float _lowestPeer;
    private readonly List<BeatCandidate> _candidates;
    private int _count;
    private int _gone;

    /// <summary>Prepares the memory.</summary>
    /// <param name="candidates">The candidates; each is given its likeness to those before it at once, and to all around when enough others have followed it.</param>
    /// <param name="length">The length of a shape, a multiple of 8.</param>
    /// <param name="model">The detector's numbers.</param>
    public ShapeMemory(List<BeatCandidate> candidates, int length, BeatModel model)
    {
        _candidates = candidates;
        _length = length;
        _lowestPeer = (float)model.LowestPeer;
        _shapes = new float[Slots * length];
        _best = new float[Slots * Rank];
    }

    /// <summary>The shape of the next candidate, to be filled in before <see cref="Add"/>.</summary>
    public Span<float> Next()
    {
        int slot = _count % Slots;
        if (_count >= Slots)
        {
            Settle(_count - Slots, UsualSize());
        }

        return _shapes.AsSpan(slot * _length, _length);
    }

    /// <summary>Compares the candidate that was added to the list last, and whose shape was filled in, with those before it.</summary>
    /// <param name="size">Its size, all leads together.</param>
    public void Add(float size)
    {
        int slot = _count % Slots;
        _sizes[slot] = size;
        _heights[slot] = _candidates[_count - _gone].Height;
        _best.AsSpan(slot * Rank, Rank).Fill(-2);
        var recent = new RecentLikeness();
        for (int i = Math.Max(0, _count - Slots + 1); i < _count; i++)
        {
            int other = i % Slots;
            bool teaches = _heights[slot] >= _lowestPeer, learns = _heights[other] >= _lowestPeer;
            bool isRecent = _count - i <= RecentLikeness.Count;
            if (!teaches && !learns && !isRecent)
            {
                continue;
            }

            float likeness = Product(slot, other);
            recent = isRecent ? recent.With(_count - i, likeness) : recent;
            if (teaches)
            {
                Insert(_best.AsSpan(other * Rank, Rank), likeness);
            }

            if (learns)
            {
                Insert(_best.AsSpan(slot * Rank, Rank), likeness);
            }
        }

        _candidates[_count - _gone] = _candidates[_count - _gone] with { Recent = recent };
        _count++;
    }

    /// <summary>Takes notice that the first candidates left the list. They have their likeness.</summary>
    public void Forget(int count) => _gone += count;

    /// <summary>Gives the last candidates their likeness.</summary>
    public void End()
    {
        float usual = UsualSize();
        for (int i = Math.Max(0, _count - Slots); i < _count; i++)
        {
            Settle(i, usual);
        }
    }

    private static void Insert(Span<float> best, float value)
    {
        for (int i = 0; i < best.Length; i++)
        {
            if (value > best[i])
            {
                (best[i], value) = (value, best[i]);
            }
        }
    }

    private void Settle(int candidate, float usual)
    {
        float likeness = _best[((candidate % Slots) * Rank) + Rank - 1];
        _candidates[candidate - _gone] = _candidates[candidate - _gone] with
        {
            Likeness = likeness < -1 ? float.NaN : likeness,
            Size = usual > 0 ? _sizes[candidate % Slots] / usual : 1,
        };
    }

    // The median of the sizes of the tall among the last candidates.
    private float UsualSize()
    {
        int count = 0;
        for (int slot = 0; slot < Math.Min(_count, Slots); slot++)
        {
            if (_heights[slot] >= _lowestPeer)
            {
                _tall[count++] = _sizes[slot];
            }
        }

        return count > 0 ? OrderStatistic.Of(_tall.AsSpan(0, count), count / 2) : 0;
    }

    private float Product(int one, int other)
    {
        ref float a = ref MemoryMarshal.GetReference(_shapes.AsSpan(one * _length, _length));
        ref float b = ref MemoryMarshal.GetReference(_shapes.AsSpan(other * _length, _length));
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < _length; i += Vector256<float>.Count)
        {
            sum += Vector256.LoadUnsafe(ref a, (nuint)i) * Vector256.LoadUnsafe(ref b, (nuint)i);
        }

        return Vector256.Sum(sum);
    }
}
