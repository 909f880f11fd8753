using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Annotations.Beats;

/// <summary>One lead on its way through the detector: its last samples, their averages, and the envelope with its level and noise.</summary>
internal sealed class LeadTrack : IDisposable
{
    // No electrode shows this many mV, and so no average of samples that are numbers may take part that is beyond it.
    private const float HighestVoltage = 10_000;

    // How much of the slope between two places is the baseline's. A T wave that follows a wide QRS complex at once has a slope too.
    private const float Tilt = 0.5f;

    // A spike is taller than the level, and than so many mV.
    private const float LowestSpike = 0.1f;

    // In a pause of nine of fifteen seconds this is still the level of the beats around it.
    private const double UsualQuantile = 0.6;

    private readonly TimeGrid _grid;
    private readonly BeatModel _model;
    private readonly EnvelopeKernel _kernel;
    private readonly SpikeFilter _spikes;
    private readonly int _slots;

    // The averages of the last segments, the newest at the end; the envelope is that of the last but one.
    private readonly RecentAverages _averages;
    private readonly bool[] _isMissing;
    private float[] _envelope;
    private readonly float[] _chunkPeaks;
    private readonly float[] _segmentPeaks;
    private readonly float[] _usualLevels;
    private readonly bool[] _hasMissing;
    private readonly float[] _unsorted;

    private float[] _samples = [];
    private long _first;
    private int _count;
    private long _newest;
    private float _last;
    private int _gap;
    private bool _hasStarted;

    /// <summary>Prepares a lead.</summary>
    /// <param name="grid">How the recording is cut.</param>
    /// <param name="model">The detector's numbers.</param>
    /// <param name="kernel">Computes the envelope.</param>
    /// <param name="spikes">Takes the spikes of a pacemaker out.</param>
    /// <param name="delay">How many segments are filtered before one is used.</param>
    public LeadTrack(TimeGrid grid, BeatModel model, EnvelopeKernel kernel, SpikeFilter spikes, int delay)
    {
        _grid = grid;
        _model = model;
        _kernel = kernel;
        _spikes = spikes;
        _slots = delay + LeadFusion.NearReach + 2;
        _averages = new RecentAverages((delay + 5) * grid.SegmentLength);
        _isMissing = new bool[2 * grid.SegmentLength];
        _envelope = ArrayPool<float>.Shared.Rent(_slots * grid.SegmentLength);
        _chunkPeaks = new float[_slots * TimeGrid.Chunks];
        _segmentPeaks = new float[_slots];
        _usualLevels = new float[_slots];
        _hasMissing = new bool[_slots];
        _unsorted = new float[Math.Max(_slots, 3 * TimeGrid.Chunks)];
    }

    /// <summary>The number of samples so far.</summary>
    public long SampleCount => _first + _count;

    /// <summary>Takes the next samples.</summary>
    public void Append(ReadOnlySpan<float> samples)
    {
        Reserve(samples.Length);
        samples.CopyTo(_samples.AsSpan(_count));
        _count += samples.Length;
    }

    /// <summary>Takes the next samples as the ADC gave them.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="scale">What a sample is multiplied by to be in mV.</param>
    /// <param name="invalid">The value of a missing sample; <see langword="null"/> where every value is one.</param>
    public void Append(ReadOnlySpan<short> samples, float scale, short? invalid)
    {
        Reserve(samples.Length);
        Span<float> millivolts = _samples.AsSpan(_count, samples.Length);
        _count += samples.Length;
        Scale(samples, scale, millivolts);
        if (invalid is { } value)
        {
            for (int i = 0; i < millivolts.Length; i++)
            {
                millivolts[i] = samples[i] == value ? float.NaN : millivolts[i];
            }
        }
    }

    /// <summary>Lets go of the samples before one.</summary>
    public void Forget(long sample)
    {
        int gone = (int)Math.Clamp(sample - _first, 0, _count);
        if (gone > 0)
        {
            _samples.AsSpan(gone, _count - gone).CopyTo(_samples);
            _first += gone;
            _count -= gone;
        }
    }

    /// <summary>Averages the samples of a segment, the one after that of the last call; what is behind the end is missing.</summary>
    public void Average(long segment)
    {
        int length = _grid.SegmentLength;
        _isMissing.AsSpan(length).CopyTo(_isMissing);
        Span<float> averages = _averages.Next(length);
        _newest = segment;
        long first = (segment * _grid.SegmentSamples) - _first;
        RemoveSpikes(segment, (int)Math.Min(first, _count));
        int available = (int)Math.Clamp((_count - first) / _grid.Factor, 0, length);
        Average(_samples.AsSpan((int)Math.Min(first, _count)), averages[..available]);
        averages[available..].Fill(float.NaN);
        FillMissing(averages);
    }

    /// <summary>Computes the envelope of the segment before the one averaged last.</summary>
    public void Filter(long segment)
    {
        int length = _grid.SegmentLength;
        int slot = (int)(segment % _slots);
        Span<float> envelope = _envelope.AsSpan(slot * length, length);
        _kernel.Apply(_averages.All[^((2 * length) + _kernel.Reach)..^(length - _kernel.Reach)], envelope);
        Span<bool> missing = _isMissing.AsSpan(0, length);
        _hasMissing[slot] = missing.Contains(true);
        if (_hasMissing[slot])
        {
            for (int i = 0; i < length; i++)
            {
                envelope[i] = missing[i] ? -1 : envelope[i];
            }
        }

        float highest = -1f;
        for (int chunk = 0; chunk < TimeGrid.Chunks; chunk++)
        {
            float peak = Highest(envelope.Slice(chunk * _grid.ChunkLength, _grid.ChunkLength));
            _chunkPeaks[(slot * TimeGrid.Chunks) + chunk] = peak;
            highest = Math.Max(highest, peak);
        }

        _segmentPeaks[slot] = highest;
        _usualLevels[slot] = Level(Math.Max(segment - LeadFusion.FarReach, 0), segment, UsualQuantile);
    }

    /// <summary>The envelope of a segment; -1 where the signal is missing.</summary>
    public ReadOnlySpan<float> Envelope(long segment) =>
        _envelope.AsSpan((int)(segment % _slots) * _grid.SegmentLength, _grid.SegmentLength);

    /// <summary>Whether a sample of the segment is missing.</summary>
    public bool HasMissing(long segment) => _hasMissing[(int)(segment % _slots)];

    /// <summary>How tall the QRS complexes of the lead are between two segments; 0 where there is no signal.</summary>
    public float Level(long first, long last) => Level(first, last, _model.LevelQuantile);

    /// <summary>How tall they usually are in the <see cref="LeadFusion.FarReach"/> segments up to one.</summary>
    public float UsualLevel(long segment) => _usualLevels[(int)(segment % _slots)];

    /// <summary>The highest peak of the envelope from one segment to another; -1 where there is no signal.</summary>
    public float Highest(long first, long last)
    {
        float highest = -1;
        for (long segment = first; segment <= last; segment++)
        {
            highest = Math.Max(highest, _segmentPeaks[(int)(segment % _slots)]);
        }

        return highest;
    }

    /// <summary>How tall the envelope is between the beats from one segment to another; 0 where there is no signal.</summary>
    public float Noise(long first, long last)
    {
        int count = 0;
        for (long segment = first; segment <= last; segment++)
        {
            foreach (float peak in _chunkPeaks.AsSpan((int)(segment % _slots) * TimeGrid.Chunks, TimeGrid.Chunks))
            {
                if (peak >= 0)
                {
                    _unsorted[count++] = peak;
                }
            }
        }

        return Quantile(count, _model.NoiseQuantile);
    }

    /// <summary>Copies the shape of the lead around a place, without its baseline, to unit length.</summary>
    /// <param name="place">Where, in averages from the start of the recording.</param>
    /// <param name="window">What each average is weighted by.</param>
    /// <param name="weight">The length it is to have.</param>
    /// <param name="shape">Takes the shape.</param>
    /// <returns>The length it had, in mV.</returns>
    public float CopyShape(double place, ReadOnlySpan<float> window, float weight, Span<float> shape)
    {
        long at = (long)Math.Floor(place);
        float fraction = (float)(place - at);
        Span<float> all = _averages.All;
        long first = PlaceOf(at) - (window.Length / 2);
        if (first < 0 || first + window.Length + 1 > all.Length)
        {
            shape.Clear();
            return 0;
        }

        ReadOnlySpan<float> averages = all.Slice((int)first, window.Length + 1);
        float mean = 0, total = 0;
        for (int i = 0; i < window.Length; i++)
        {
            shape[i] = averages[i] + (fraction * (averages[i + 1] - averages[i]));
            mean += window[i] * shape[i];
            total += window[i];
        }

        mean /= total;
        float power = 0;
        for (int i = 0; i < window.Length; i++)
        {
            shape[i] = (shape[i] - mean) * window[i];
            power += shape[i] * shape[i];
        }

        float scale = power > 0 ? weight / MathF.Sqrt(power) : 0;
        foreach (ref float value in shape)
        {
            value *= scale;
        }

        return MathF.Sqrt(power);
    }

    /// <summary>How far the lead is from where it was, behind a place and before it, and the range of what is between, in mV.</summary>
    /// <param name="place">Where, in averages from the start of the recording.</param>
    public (float Difference, float Range) Step(double place)
    {
        int inner = (int)Math.Round(_model.StepNear * _grid.Rate), outer = (int)Math.Round(_model.StepFar * _grid.Rate);
        Span<float> all = _averages.All;
        long middle = PlaceOf((long)Math.Round(place));
        if (middle - outer < 0 || middle + outer >= all.Length)
        {
            return (0, 0);
        }

        ReadOnlySpan<float> around = all.Slice((int)middle - outer, (2 * outer) + 1);
        int sides = outer - inner + 1;
        float difference = 0, lowest = float.MaxValue, highest = float.MinValue;
        for (int i = 0; i < sides; i++)
        {
            difference += around[^(i + 1)] - around[i];
        }

        foreach (float average in around)
        {
            lowest = Math.Min(lowest, average);
            highest = Math.Max(highest, average);
        }

        return (Math.Abs(difference) / sides, highest - lowest);
    }

    /// <summary>Takes how far the lead is from its baseline, a line through the middle of the ends, at each of a few samples, in mV; 0 where a sample is missing.</summary>
    /// <param name="first">The first of the samples.</param>
    /// <param name="deviations">Takes the deviations.</param>
    /// <returns>Whether the baseline is known.</returns>
    public bool TryTakeDeviations(long first, Span<float> deviations)
    {
        int start = (int)(first - _first);
        if (start + deviations.Length > _count)
        {
            return false;
        }

        float left = _samples[start];
        float right = _samples[start + deviations.Length - 1];
        if (!(Math.Abs(left) <= HighestVoltage && Math.Abs(right) <= HighestVoltage))
        {
            return false;
        }

        float step = Tilt * (right - left) / Math.Max(1, deviations.Length - 1);
        float middle = ((left + right) / 2) - (step * (deviations.Length - 1) / 2);
        for (int i = 0; i < deviations.Length; i++)
        {
            float deviation = _samples[start + i] - middle - (step * i);
            deviations[i] = Math.Abs(deviation) <= HighestVoltage ? deviation : 0;
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _averages.Dispose();
        Return(ref _envelope);
        Return(ref _samples);
    }

    // Of an average, counted from the start of the recording, among those in memory.
    private long PlaceOf(long average) => average - ((_newest + 1) * _grid.SegmentLength) + _averages.All.Length;

    private static void Return(ref float[] array)
    {
        if (array.Length > 0)
        {
            ArrayPool<float>.Shared.Return(array);
            array = [];
        }
    }

    private void RemoveSpikes(long segment, int first)
    {
        int start = Math.Max(0, first - _spikes.Reach);
        int end = Math.Min(_count, first + _grid.SegmentSamples + _spikes.Reach);
        float level = segment > 1 ? UsualLevel(segment - 2) : 0;
        _spikes.Remove(_samples.AsSpan(start, end - start), Math.Max(level, LowestSpike));
    }

    private static void Scale(ReadOnlySpan<short> samples, float scale, Span<float> millivolts)
    {
        ref short source = ref MemoryMarshal.GetReference(samples);
        ref float target = ref MemoryMarshal.GetReference(millivolts);
        int at = 0;
        for (; at + Vector256<short>.Count <= samples.Length; at += Vector256<short>.Count)
        {
            (Vector256<int> low, Vector256<int> high) = Vector256.Widen(Vector256.LoadUnsafe(ref source, (nuint)at));
            (Vector256.ConvertToSingle(low) * scale).StoreUnsafe(ref target, (nuint)at);
            (Vector256.ConvertToSingle(high) * scale).StoreUnsafe(ref target, (nuint)(at + Vector256<float>.Count));
        }

        for (; at < samples.Length; at++)
        {
            millivolts[at] = samples[at] * scale;
        }
    }

    private static float Highest(ReadOnlySpan<float> values)
    {
        var highestOfLanes = Vector256.Create(-1f);
        ReadOnlySpan<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(values);
        foreach (Vector256<float> vector in vectors)
        {
            highestOfLanes = Vector256.MaxNative(highestOfLanes, vector);
        }

        float highest = -1f;
        for (int lane = 0; lane < Vector256<float>.Count; lane++)
        {
            highest = Math.Max(highest, highestOfLanes[lane]);
        }

        foreach (float value in values[(vectors.Length * Vector256<float>.Count)..])
        {
            highest = Math.Max(highest, value);
        }

        return highest;
    }

    private static bool AreAllThere(ReadOnlySpan<float> averages)
    {
        var limit = Vector256.Create(HighestVoltage);
        foreach (Vector256<float> vector in MemoryMarshal.Cast<float, Vector256<float>>(averages))
        {
            if (!Vector256.LessThanOrEqualAll(Vector256.Abs(vector), limit))
            {
                return false;
            }
        }

        return true;
    }

    private void Average(ReadOnlySpan<float> samples, Span<float> averages)
    {
        int factor = _grid.Factor;
        float scale = 1f / factor;
        for (int i = 0; i < averages.Length; i++)
        {
            float sum = 0f;
            foreach (float sample in samples.Slice(i * factor, factor))
            {
                sum += sample;
            }

            averages[i] = sum * scale;
        }
    }

    // A gap continues the signal before it and, in its last part, starts the one behind it, so that neither end has a step.
    private void FillMissing(Span<float> averages)
    {
        int length = _grid.SegmentLength;
        Span<bool> missing = _isMissing.AsSpan(length, length);
        if (_gap == 0 && _hasStarted && AreAllThere(averages))
        {
            missing.Clear();
            _last = averages[^1];
            return;
        }

        for (int i = 0; i < length; i++)
        {
            bool isMissing = !(Math.Abs(averages[i]) <= HighestVoltage);
            missing[i] = isMissing;
            if (isMissing)
            {
                averages[i] = _last;
                _gap++;
                continue;
            }

            if (_gap > 0 || !_hasStarted)
            {
                Span<float> before = _averages.All[..^(length - i)];
                int back = _hasStarted ? Math.Min(_gap / 2, _kernel.Reach) : before.Length;
                before[^back..].Fill(averages[i]);
                _hasStarted = true;
                _gap = 0;
            }

            _last = averages[i];
        }
    }

    // Of the tallest peaks of two segments in a row.
    private float Level(long first, long last, double quantile)
    {
        int count = 0;
        for (long segment = first; segment < Math.Max(last, first + 1); segment++)
        {
            float peak = _segmentPeaks[(int)(segment % _slots)];
            if (segment < last)
            {
                peak = Math.Max(peak, _segmentPeaks[(int)((segment + 1) % _slots)]);
            }

            if (peak >= 0)
            {
                _unsorted[count++] = peak;
            }
        }

        return Quantile(count, quantile);
    }

    private float Quantile(int count, double quantile)
    {
        if (count == 0)
        {
            return 0;
        }

        double place = quantile * (count - 1);
        int below = (int)place;
        Span<float> values = _unsorted.AsSpan(0, count);
        float lower = OrderStatistic.Of(values, below), upper = lower;
        if (below + 1 < count)
        {
            upper = values[below + 1];
            foreach (float value in values[(below + 1)..])
            {
                upper = Math.Min(upper, value);
            }
        }

        return (float)(lower + ((place - below) * (upper - lower)));
    }

    private void Reserve(int count)
    {
        if (_samples.Length - _count >= count)
        {
            return;
        }

        float[] larger = ArrayPool<float>.Shared.Rent(checked(_count + count));
        _samples.AsSpan(0, _count).CopyTo(larger);
        Return(ref _samples);
        _samples = larger;
    }
}
