using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Measures a lead that is stored in at most 16 bits while its samples pass, block after block. Sums are exact.
/// </summary>
internal sealed class AdcMeter
{
    // 32-bit lanes take this many 16-bit values, doubled, without overflow.
    private const int VectorsPerSum = 1 << 14;

    private readonly Lead _lead;
    private readonly short? _invalid;
    private RunTracker<short> _runs;
    private short _min = short.MaxValue;
    private short _max = short.MinValue;
    private long _samples;
    private long _missing;
    private long _sum;
    private long _squares;
    private long? _initial;

    /// <summary>Creates a meter.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    public AdcMeter(Lead lead, double? samplingRate)
    {
        _lead = lead;
        _invalid = lead.InvalidSample is >= short.MinValue and <= short.MaxValue ? (short)lead.InvalidSample : null;
        _runs = new RunTracker<short>(samplingRate);
    }

    /// <summary>Measures the next samples.</summary>
    /// <returns>The number of samples among them that are missing.</returns>
    public long Add(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty)
        {
            return 0;
        }

        var missing = _missing;
        _initial ??= samples[0];
        _samples += samples.Length;

        // The first sample alone, so that every vector has a sample before it to be compared with.
        AddOne(samples[0]);
        var done = 1;
        while (samples.Length - done >= Vector256<short>.Count)
        {
            var count = Math.Min((samples.Length - done) / Vector256<short>.Count, VectorsPerSum);
            AddVectors(samples, done, count);
            done += count * Vector256<short>.Count;
        }

        for (; done < samples.Length; done++)
        {
            AddOne(samples[done]);
        }

        return _missing - missing;
    }

    /// <summary>What was measured of all samples.</summary>
    public LeadMeasures Finish()
    {
        _runs.End();
        var good = _samples - _missing;
        var physical = new PhysicalScale(_lead);
        var low = good == 0 ? double.NaN : physical.Of(_min);
        var high = good == 0 ? double.NaN : physical.Of(_max);
        return new LeadMeasures
        {
            Samples = _samples,
            Missing = _missing,
            Min = Math.Min(low, high),
            Max = Math.Max(low, high),
            Mean = good == 0 ? double.NaN : physical.Of((double)_sum / good),
            StdDev = Math.Sqrt(Variance(good)) * Math.Abs(physical.Slope),
            FlatFraction = (double)_runs.Counter.Flat / _samples,
            ClippedFraction = (double)_runs.Counter.Clipped(_min, _max) / _samples,
            InitialValue = _initial,
            Checksum = unchecked((short)(_sum + (_missing * (_invalid ?? 0)))),
        };
    }

    private double Variance(long good) => good < 2
        ? double.NaN
        : (double)(((Int128)good * _squares) - ((Int128)_sum * _sum)) / ((double)good * (good - 1));

    private void AddVectors(ReadOnlySpan<short> samples, int first, int count)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var invalid = Vector256.Create(_invalid ?? 0);
        var least = Vector256.Create(_min);
        var most = Vector256.Create(_max);
        var sum = Vector256<int>.Zero;
        var squares = Vector256<ulong>.Zero;
        for (var v = 0; v < count; v++)
        {
            var at = (nuint)(first + (v * Vector256<short>.Count));
            var vector = Vector256.LoadUnsafe(ref start, at);
            if (_invalid is not null && Vector256.EqualsAny(vector, invalid))
            {
                AddEach(samples.Slice((int)at, Vector256<short>.Count));
                continue;
            }

            least = Vector256.Min(least, vector);
            most = Vector256.Max(most, vector);
            var (low, high) = Vector256.Widen(vector);
            sum += low + high;
            var (lowSquares, highSquares) = Vector256.Widen(((low * low) + (high * high)).AsUInt32());
            squares += lowSquares + highSquares;

            var equal = Vector256.Equals(vector, Vector256.LoadUnsafe(ref start, at - 1)).ExtractMostSignificantBits();
            _runs.Add(samples.Slice((int)at, Vector256<short>.Count), equal);
        }

        for (var lane = 0; lane < Vector256<short>.Count; lane++)
        {
            _min = Math.Min(_min, least[lane]);
            _max = Math.Max(_max, most[lane]);
        }

        _sum += Vector256.Sum(Vector256.WidenLower(sum) + Vector256.WidenUpper(sum));
        _squares += (long)Vector256.Sum(squares);
    }

    private void AddEach(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            AddOne(sample);
        }
    }

    private void AddOne(short sample)
    {
        if (sample == _invalid)
        {
            _missing++;
            _runs.End();
            return;
        }

        _min = Math.Min(_min, sample);
        _max = Math.Max(_max, sample);
        _sum += sample;
        _squares += sample * sample;
        _runs.Add(sample);
    }
}
