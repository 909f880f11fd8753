using System.Buffers;

namespace Ecg.Annotations.Beats;

/// <summary>One lead on its way through the detector: its last samples, their averages, and the envelope with its level and noise.</summary>
internal sealed class LeadTrack : IDisposable
{
    // No electrode shows this many mV, and so no average of samples that are numbers may take part that is beyond it.
    private const float HighestVoltage = 10_000;

    private readonly TimeGrid _grid;
    private readonly BeatModel _model;
    private readonly EnvelopeKernel _kernel;
    private readonly int _slots;

    // The averages of three segments; the envelope is that of the middle one.
    private readonly float[] _averages;
    private readonly bool[] _isMissing;
    private readonly float[] _envelope;
    private readonly float[] _chunkPeaks;
    private readonly float[] _segmentPeaks;
    private readonly bool[] _hasMissing;
    private readonly float[] _sorted;

    private float[] _samples = [];
    private long _first;
    private int _count;
    private float _last;
    private int _gap;
    private bool _hasStarted;

    /// <summary>Prepares a lead.</summary>
    /// <param name="grid">How the recording is cut.</param>
    /// <param name="model">The detector's numbers.</param>
    /// <param name="kernel">Computes the envelope.</param>
    /// <param name="reach">How many segments before and behind one its level is taken from.</param>
    public LeadTrack(TimeGrid grid, BeatModel model, EnvelopeKernel kernel, int reach)
    {
        _grid = grid;
        _model = model;
        _kernel = kernel;
        _slots = (2 * reach) + 2;
        _averages = new float[3 * grid.SegmentLength];
        _isMissing = new bool[2 * grid.SegmentLength];
        _envelope = new float[_slots * grid.SegmentLength];
        _chunkPeaks = new float[_slots * TimeGrid.Chunks];
        _segmentPeaks = new float[_slots];
        _hasMissing = new bool[_slots];
        _sorted = new float[Math.Max(2 * reach, 3 * TimeGrid.Chunks)];
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

    /// <summary>The next samples, to be filled in by the caller.</summary>
    public Span<float> Append(int count)
    {
        Reserve(count);
        _count += count;
        return _samples.AsSpan(_count - count, count);
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
        _averages.AsSpan(length).CopyTo(_averages);
        _isMissing.AsSpan(length).CopyTo(_isMissing);
        Span<float> averages = _averages.AsSpan(2 * length, length);
        long first = (segment * _grid.SegmentSamples) - _first;
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
        _kernel.Apply(_averages.AsSpan(length - _kernel.Reach, length + (2 * _kernel.Reach)), envelope);
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
    }

    /// <summary>The envelope of a segment; -1 where the signal is missing.</summary>
    public ReadOnlySpan<float> Envelope(long segment) =>
        _envelope.AsSpan((int)(segment % _slots) * _grid.SegmentLength, _grid.SegmentLength);

    /// <summary>Whether a sample of the segment is missing.</summary>
    public bool HasMissing(long segment) => _hasMissing[(int)(segment % _slots)];

    /// <summary>How tall the QRS complexes of the lead are between two segments; 0 where there is no signal.</summary>
    public float Level(long first, long last)
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
                _sorted[count++] = peak;
            }
        }

        return Quantile(count, _model.LevelQuantile);
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
                    _sorted[count++] = peak;
                }
            }
        }

        return Quantile(count, _model.NoiseQuantile);
    }

    /// <summary>Adds to each of a few samples how far the lead is there from its baseline, squared and weighted.</summary>
    /// <param name="first">The first of the samples.</param>
    /// <param name="margin">How far before and behind them the baseline is taken.</param>
    /// <param name="weight">The weight.</param>
    /// <param name="power">What is added to.</param>
    public void AddPower(long first, int margin, float weight, Span<float> power)
    {
        int start = (int)(first - _first);
        float left = _samples[Math.Max(start - margin, 0)];
        float right = _samples[Math.Min(start + power.Length - 1 + margin, _count - 1)];
        float baseline = (left + right) / 2;
        if (!(Math.Abs(baseline) <= HighestVoltage))
        {
            return;
        }

        Span<float> samples = _samples.AsSpan(start, power.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            float deviation = samples[i] - baseline;
            power[i] += Math.Abs(deviation) <= HighestVoltage ? weight * deviation * deviation : 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_samples.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_samples);
            _samples = [];
        }
    }

    private static float Highest(ReadOnlySpan<float> values)
    {
        float highest = -1f;
        foreach (float value in values)
        {
            highest = value > highest ? value : highest;
        }

        return highest;
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
                int at = (2 * length) + i;
                int back = _hasStarted ? Math.Min(_gap / 2, _kernel.Reach) : at;
                _averages.AsSpan(at - back, back).Fill(averages[i]);
                _hasStarted = true;
                _gap = 0;
            }

            _last = averages[i];
        }
    }

    private float Quantile(int count, double quantile)
    {
        if (count == 0)
        {
            return 0;
        }

        Span<float> sorted = _sorted.AsSpan(0, count);
        sorted.Sort();
        double place = quantile * (count - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, count - 1);
        return (float)(sorted[below] + ((place - below) * (sorted[above] - sorted[below])));
    }

    private void Reserve(int count)
    {
        if (_samples.Length - _count >= count)
        {
            return;
        }

        float[] larger = ArrayPool<float>.Shared.Rent(checked(_count + count));
        _samples.AsSpan(0, _count).CopyTo(larger);
        Dispose();
        _samples = larger;
    }
}
