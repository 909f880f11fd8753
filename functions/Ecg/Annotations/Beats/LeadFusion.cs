using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Annotations.Beats;

/// <summary>Adds the envelopes of all leads, each as far as it is to be trusted there, and finds the peaks of the sum.</summary>
internal sealed class LeadFusion
{
    /// <summary>The level of a segment is taken from so many segments before and behind it.</summary>
    public const int NearReach = 5;

    /// <summary>What is usual is taken from so many segments before it, and from so many behind it: more than a pause has.</summary>
    public const int FarReach = 15;

    // A lead whose level is too low still votes where there is no better one.
    private const float FaintWeight = 1e-3f;

    // Noise has some of it too where there is nothing else.
    private const float LeastVote = 0.05f;

    // All leads that stay this far below the height of a QRS complex for so long show no heart: they are off, or the recorder is.
    private const float FlatHeight = 1e-3f;
    private const double FlatSeconds = 1;

    private readonly double _samplingRate;
    private readonly BeatModel _model;
    private readonly TimeGrid _grid;
    private readonly LeadTrack[] _leads;
    private readonly float[] _trust;
    private readonly float[] _scales;
    private readonly float[] _levels;
    private readonly float[] _lifted;
    private readonly float[] _shown;
    private readonly float _highestVote;
    private readonly int _peakReach;
    private readonly int _peakWindow;
    private readonly float[] _deviations;
    private readonly float[] _polarity;
    private readonly float[] _window;
    private readonly ShapeMemory _shapes;

    // The sum in the segment before and in the current one, and what held there: weights, and the noise of all leads.
    private readonly float[] _sum;
    private float[] _weightsBefore;
    private float[] _weights;
    private float _noiseBefore;
    private float _noise;
    private long _missing;
    private int _flat;

    /// <summary>Prepares the fusion.</summary>
    /// <param name="samplingRate">The samples a second.</param>
    /// <param name="grid">How the recording is cut.</param>
    /// <param name="model">The detector's numbers.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="trust">How far each of them is to be trusted, 0 to 1.</param>
    public LeadFusion(double samplingRate, TimeGrid grid, BeatModel model, LeadTrack[] leads, float[] trust)
    {
        _samplingRate = samplingRate;
        _model = model;
        _grid = grid;
        _leads = leads;
        _trust = trust;
        _levels = new float[leads.Length];
        _lifted = new float[leads.Length];
        _shown = new float[leads.Length];
        _scales = new float[leads.Length];
        _weights = new float[leads.Length];
        _weightsBefore = new float[leads.Length];
        _sum = new float[2 * grid.SegmentLength];
        _highestVote = leads.Length > 1 ? (float)model.HighestVote : float.MaxValue;
        _peakReach = Math.Max(1, (int)(model.PeakReach * grid.Rate));
        _peakWindow = (int)Math.Ceiling(model.PeakWindow * samplingRate);
        _deviations = new float[(2 * _peakWindow) + 1];
        _polarity = new float[leads.Length];
        int reach = (int)Math.Round(model.ShapeReach * grid.Rate);
        _window = new float[(((2 * reach) + 1 + 7) / 8) * 8];
        for (int i = 0; i <= 2 * reach; i++)
        {
            double time = (i - (_window.Length / 2)) / grid.Rate;
            _window[i] = (float)Math.Exp(-time * time / (2 * model.ShapeWidth * model.ShapeWidth));
        }

        _shapes = new ShapeMemory(Candidates, leads.Length * _window.Length, model);
    }

    /// <summary>The peaks that were found, in the order of time.</summary>
    public List<BeatCandidate> Candidates { get; } = [];

    /// <summary>Adds up the next segment.</summary>
    /// <param name="segment">The segment.</param>
    /// <param name="last">The last segment whose envelope is known.</param>
    /// <param name="samples">The number of samples of the recording so far.</param>
    public void Fuse(long segment, long last, long samples)
    {
        Shift();
        Weigh(segment, last);
        Span<float> sum = _sum.AsSpan(_grid.SegmentLength);
        if (_leads.Any(lead => lead.HasMissing(segment)))
        {
            AddPresent(segment, sum);
        }
        else
        {
            AddAll(segment, sum);
        }

        FindPeaks(segment, _sum.Length - _peakReach, samples);
    }

    /// <summary>Finds the last peaks, behind which no segment follows.</summary>
    /// <param name="segments">The number of segments.</param>
    /// <param name="samples">The number of samples of the recording.</param>
    public void End(long segments, long samples)
    {
        Shift();
        _sum.AsSpan(_grid.SegmentLength).Clear();
        FindPeaks(segments, _grid.SegmentLength, samples);
        _shapes.End();
        Candidates.RemoveAll(candidate => candidate.Seconds > (samples / _samplingRate) - _model.EdgeMargin);
    }

    /// <summary>Lets go of the first candidates.</summary>
    public void Forget(int count)
    {
        Candidates.RemoveRange(0, count);
        _shapes.Forget(count);
    }

    private void Shift()
    {
        _sum.AsSpan(_grid.SegmentLength).CopyTo(_sum);
        (_weights, _weightsBefore) = (_weightsBefore, _weights);
        _noiseBefore = _noise;
    }

    private void Weigh(long segment, long last)
    {
        float common = FindLevels(segment, last);
        float visible = FindShown(segment, last);
        float total = 0, noises = 0;
        for (int i = 0; i < _leads.Length; i++)
        {
            float level = _levels[i] * common;
            float noise = _leads[i].Noise(Math.Max(segment - 1, 0), Math.Min(segment + 1, last));
            float usedLevel = Math.Max(_lifted[i], (float)_model.LowestLevel);
            float contrast = Math.Min(level / Math.Max(noise, 1e-6f), (float)_model.HighestContrast);
            float weight = level < _model.LowestLevel
                ? FaintWeight * level
                : MathF.Pow(Math.Max(contrast - (float)_model.LeastContrast, LeastVote), (float)_model.ContrastPower);
            float silence = 1 - Math.Min(1, _shown[i] / (float)_model.SilentHeight);
            weight *= _trust[i] * (1 - (visible * silence));
            _weights[i] = weight;
            _scales[i] = 1 / usedLevel;
            total += weight;
            noises += weight * Math.Min(noise / usedLevel, (float)_model.HighestNoise);
        }

        float scale = total > 0 ? 1 / total : 0;
        _noise = noises * scale;
        for (int i = 0; i < _leads.Length; i++)
        {
            _weights[i] *= scale;
        }
    }

    // In a pause the tallest peaks are not QRS complexes: there the level is what it usually is, less those, if it is so on both sides.
    // Where the QRS complexes stay small it is theirs. The part by which all leads are lifted is a pause's; a lead that alone shows less is not to be
    // trusted for what it showed before.
    private float FindLevels(long segment, long last)
    {
        float common = float.MaxValue;
        for (int i = 0; i < _leads.Length; i++)
        {
            float level = _leads[i].Level(Math.Max(segment - NearReach, 0), Math.Min(segment + NearReach, last));
            float before = _leads[i].UsualLevel(Math.Min(Math.Max(segment, FarReach), last));
            float behind = _leads[i].UsualLevel(Math.Min(segment + FarReach, last));
            float lifted = Math.Max(level, Math.Min(before, behind) - level);
            _levels[i] = level;
            _lifted[i] = lifted;
            if (_trust[i] > 0 && level > 0 && lifted > _model.LowestLevel)
            {
                common = Math.Min(common, lifted / level);
            }
        }

        return common == float.MaxValue ? 1 : common;
    }

    // How much of its QRS complexes each lead shows in two seconds, before and behind; and how surely one of them shows them there. In such seconds
    // a lead that shows nothing is off or at a rail, which is no pause of the heart.
    private float FindShown(long segment, long last)
    {
        float most = 0;
        for (int i = 0; i < _leads.Length; i++)
        {
            float before = _leads[i].Highest(Math.Max(segment - 1, 0), segment);
            float behind = _leads[i].Highest(segment, Math.Min(segment + 1, last));
            _shown[i] = Math.Clamp(Math.Min(before, behind) / Math.Max(_lifted[i], (float)_model.LowestLevel), 0, 1);
            most = _trust[i] > 0 ? Math.Max(most, _shown[i]) : most;
        }

        return Math.Max(0, (most - (float)_model.VisibleHeight) / (1 - (float)_model.VisibleHeight));
    }

    // The square of the weighted mean of the roots: what one lead alone shows counts for less than what they share.
    private void AddAll(long segment, Span<float> sum)
    {
        sum.Clear();
        ref float target = ref MemoryMarshal.GetReference(sum);
        for (int lead = 0; lead < _leads.Length; lead++)
        {
            var highest = Vector256.Create(_highestVote);
            float scale = _scales[lead];
            float weight = _weights[lead];
            ref float envelope = ref MemoryMarshal.GetReference(_leads[lead].Envelope(segment));
            for (int i = 0; i + Vector256<float>.Count <= sum.Length; i += Vector256<float>.Count)
            {
                var height = Vector256.MinNative(Vector256.LoadUnsafe(ref envelope, (nuint)i) * scale, highest);
                (Vector256.LoadUnsafe(ref target, (nuint)i) + (Vector256.Sqrt(height) * weight)).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (int i = 0; i + Vector256<float>.Count <= sum.Length; i += Vector256<float>.Count)
        {
            var root = Vector256.LoadUnsafe(ref target, (nuint)i);
            (root * root).StoreUnsafe(ref target, (nuint)i);
        }
    }

    // Where some leads are missing the others decide; where all are, the sum is -1.
    private void AddPresent(long segment, Span<float> sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            float total = 0, votes = 0;
            bool isMissing = true;
            for (int lead = 0; lead < _leads.Length; lead++)
            {
                float envelope = _leads[lead].Envelope(segment)[i];
                if (envelope >= 0)
                {
                    isMissing = false;
                    total += _weights[lead];
                    votes += _weights[lead] * MathF.Sqrt(Math.Min(envelope * _scales[lead], _highestVote));
                }
            }

            sum[i] = isMissing ? -1 : total > 0 ? votes * votes / (total * total) : 0;
        }
    }

    private void FindPeaks(long segment, int end, long samples)
    {
        long first = (segment - 1) * _grid.SegmentLength;
        for (int i = _grid.SegmentLength - _peakReach; i < end; i++)
        {
            float height = _sum[i];
            CountMissing(height);
            if (height >= _model.LowestPeak && (first + i) / _grid.Rate >= _model.EdgeMargin && IsPeak(i))
            {
                double at = first + i + Fraction(i);
                bool isBefore = i < _grid.SegmentLength;
                Candidates.Add(new BeatCandidate(
                    at / _grid.Rate,
                    height,
                    isBefore ? _noiseBefore : _noise,
                    _missing / _grid.Rate,
                    FindRPeak(((at + 0.5) * _grid.Factor) - 0.5, height, isBefore ? _weightsBefore : _weights, samples)));
                Remember(at, isBefore ? _weightsBefore : _weights);
            }
        }
    }

    private void CountMissing(float height)
    {
        if (height < 0)
        {
            _missing++;
        }

        if (height is >= 0 and < FlatHeight)
        {
            _flat++;
            return;
        }

        _missing += _flat >= FlatSeconds * _grid.Rate ? _flat : 0;
        _flat = 0;
    }

    private void Remember(double at, float[] weights)
    {
        Span<float> shape = _shapes.Next();
        float size = 0, step = 0, range = 0;
        for (int i = 0; i < _leads.Length; i++)
        {
            float length = _leads[i].CopyShape(at, _window, MathF.Sqrt(weights[i]), shape.Slice(i * _window.Length, _window.Length));
            (float difference, float span) = _leads[i].Step(at);
            float scale = weights[i] * _scales[i];
            size += scale * length;
            step += scale * difference;
            range += scale * span;
        }

        Candidates[^1] = Candidates[^1] with { Step = range > 0 ? step / range : 0 };
        _shapes.Add(size);
    }

    private bool IsPeak(int at)
    {
        float height = _sum[at];
        if (height < _sum[at - 1] || height <= _sum[at + 1])
        {
            return false;
        }

        foreach (float other in _sum.AsSpan(at - _peakReach, (2 * _peakReach) + 1))
        {
            if (other > height)
            {
                return false;
            }
        }

        return true;
    }

    // The top of the parabola through the peak and its neighbours.
    private float Fraction(int at)
    {
        float before = _sum[at - 1], after = _sum[at + 1];
        float curvature = before - (2 * _sum[at]) + after;
        return curvature < 0 ? Math.Clamp((before - after) / (2 * curvature), -0.5f, 0.5f) : 0;
    }

    // The middle of the envelope may be far from the peak of a wide QRS complex: with the window around the peak that was found the baseline is that of the
    // complex, and a wave that was outside is seen.
    private long FindRPeak(double middle, float height, float[] weights, long samples)
    {
        long near = (long)Math.Round(middle);
        Span<float> deviations = TakeWindow(near, samples, out long first);
        int lead = ReferenceLead(first, weights, deviations);
        if (lead < 0)
        {
            return Math.Clamp(near, 0, samples - 1);
        }

        (int place, float upright) = FurthestWave(deviations, (float)(middle - first), _polarity[lead]);
        near = first + place;
        Span<float> again = TakeWindow(near, samples, out long start);
        if (_leads[lead].TryTakeDeviations(start, again))
        {
            (place, upright) = FurthestWave(again, near - start, _polarity[lead]);
            near = start + place;
        }

        _polarity[lead] += height >= _model.LowestPeer ? (float)_model.PolarityGain * (upright - _polarity[lead]) : 0;
        return near;
    }

    private Span<float> TakeWindow(long middle, long samples, out long first)
    {
        first = Math.Clamp(middle - _peakWindow, 0, samples - 1);
        return _deviations.AsSpan(0, (int)Math.Max(1, Math.Min(middle + _peakWindow + 1, samples) - first));
    }

    // The wave that is furthest from the baseline, in the usual polarity where two are much alike, and how much more there is above the baseline than below.
    private (int Place, float Upright) FurthestWave(ReadOnlySpan<float> deviations, float middle, float polarity)
    {
        // A lead at a rail has no wave.
        int top = Math.Clamp((int)Math.Round(middle), 0, deviations.Length - 1);
        int bottom = top;
        float highest = 0, lowest = 0;
        for (int i = 0; i < deviations.Length; i++)
        {
            // A wave beside the QRS complex may be as far from the baseline.
            float near = 1 - ((float)_model.PeakNearness * Math.Abs(i - middle) / _peakWindow);
            float deviation = deviations[i] * near;
            if (deviation > highest)
            {
                (highest, top) = (deviation, i);
            }
            else if (deviation < lowest)
            {
                (lowest, bottom) = (deviation, i);
            }
        }

        float upright = highest - lowest > 0 ? (highest + lowest) / (highest - lowest) : 0;
        return (upright + ((float)_model.PolarityWeight * polarity) >= 0 ? top : bottom, upright);
    }

    // R peaks are those of one lead, so that they are the same point of each QRS complex: the first in which it stands out well.
    private int ReferenceLead(long first, float[] weights, Span<float> deviations)
    {
        float least = 0f;
        foreach (float weight in weights)
        {
            least = Math.Max(least, (float)_model.ReferenceShare * weight);
        }

        for (; ; least = 0)
        {
            for (int i = 0; i < weights.Length; i++)
            {
                if (weights[i] >= least && weights[i] > 0 && _leads[i].TryTakeDeviations(first, deviations))
                {
                    return i;
                }
            }

            if (least <= 0)
            {
                return -1;
            }
        }
    }
}
