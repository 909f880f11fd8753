using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Signals.Assessment;

/// <summary>
/// Measures a lead that is stored in at most 16 bits, block by block. Sums are exact.
/// </summary>
internal sealed class AdcMeter
{
    private readonly Lead _lead;
    private readonly short? _invalid;
    private readonly LeadDefects _defects;
    private RunTracker<short> _runs;
    private Pane _pane = new();
    private short? _last;
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
    /// <param name="mostStretches">The maximum number of stretches of one kind to keep.</param>
    /// <param name="limits">The noise limits; <see langword="null"/> for <see cref="NoiseLimits.Default"/>.</param>
    public AdcMeter(Lead lead, double? samplingRate, int mostStretches = LeadDefects.MostStretches, NoiseLimits? limits = null)
    {
        _lead = lead;
        _invalid = lead.InvalidSample is >= short.MinValue and <= short.MaxValue ? (short)lead.InvalidSample : null;
        _defects = new LeadDefects(lead, samplingRate, areIntegers: true, mostStretches, limits);
        _runs = new RunTracker<short>(RunCounter.ForRate(samplingRate, _defects.Flat, mostStretches));
    }

    /// <summary>Measures the next samples.</summary>
    /// <returns>The number of samples among them that are missing.</returns>
    public long Add(ReadOnlySpan<short> samples)
    {
        if (samples.IsEmpty)
        {
            return 0;
        }

        long missing = _missing;
        _initial ??= samples[0];
        int done = 0;
        while (done < samples.Length)
        {
            // The first sample of a block is handled alone: each vector is compared with the sample before it.
            int panes = _pane.Filled == 0 && done > 0 ? (samples.Length - done) / _defects.PaneSamples : 0;
            if (panes > 0)
            {
                AddPanes(samples, done, panes);
                done += panes * _defects.PaneSamples;
                continue;
            }

            AddOne(samples[done], done > 0 ? samples[done - 1] : _last);
            done++;
            EndPaneIfFull();
        }

        _last = samples[^1];
        _samples += samples.Length;
        return _missing - missing;
    }

    /// <summary>Returns the measures of all samples.</summary>
    public LeadMeasures Finish()
    {
        _runs.End();
        long clipped = _defects.Finish(_runs.Counter.Clipped(_min, _max));
        long good = _samples - _missing;
        var physical = new PhysicalScale(_lead);
        double low = good == 0 ? double.NaN : physical.Of(_min);
        double high = good == 0 ? double.NaN : physical.Of(_max);
        return new LeadMeasures
        {
            Samples = _samples,
            Missing = _missing,
            Min = Math.Min(low, high),
            Max = Math.Max(low, high),
            Mean = good == 0 ? double.NaN : physical.Of((double)_sum / good),
            StdDev = Math.Sqrt(Variance(good)) * Math.Abs(physical.Slope),
            FlatFraction = (double)_defects.Flat.Count() / _samples,
            ClippedFraction = (double)clipped / _samples,
            NoiseFraction = (double)_defects.Noise / _samples,
            LowContrastFraction = _defects.LowContrastFraction,
            WanderFraction = _defects.WanderFraction,
            OffScaleFraction = _defects.OffScaleFraction,
            Annotations = _defects.Annotations(),
            InitialValue = _initial,
            Checksum = unchecked((short)(_sum + (_missing * (_invalid ?? 0)))),
        };
    }

    private double Variance(long good) => good < 2
        ? double.NaN
        : (double)(((Int128)good * _squares) - ((Int128)_sum * _sum)) / ((double)good * (good - 1));

    private void AddPanes(ReadOnlySpan<short> samples, int first, int count)
    {
        Vector256<ulong> squares = Vector256<ulong>.Zero;
        for (int pane = 0; pane < count; pane++)
        {
            if (_invalid is { } invalid && samples.Slice(first - 1, 1 + _defects.PaneSamples).Contains(invalid))
            {
                AddEach(samples, first);
            }
            else
            {
                _runs.Add(samples, first, _defects.PaneSamples);
                squares += AddSums(samples, first);
            }

            EndPaneIfFull();
            first += _defects.PaneSamples;
        }

        _squares += (long)Vector256.Sum(squares);
    }

    // Calls nothing in its loop, or the vectors would go to memory and back.
    private Vector256<ulong> AddSums(ReadOnlySpan<short> samples, int first)
    {
        ref short start = ref MemoryMarshal.GetReference(samples);
        int end = first + _defects.PaneSamples;
        var least = Vector256.Create(short.MaxValue);
        var most = Vector256.Create(short.MinValue);
        Vector256<int> sum = Vector256<int>.Zero;
        Vector256<uint> variation = Vector256<uint>.Zero;
        Vector256<ulong> squares = Vector256<ulong>.Zero;
        for (int at = first; at < end; at += Vector256<short>.Count)
        {
            var vector = Vector256.LoadUnsafe(ref start, (nuint)at);
            var before = Vector256.LoadUnsafe(ref start, (nuint)(at - 1));
            least = Vector256.Min(least, vector);
            most = Vector256.Max(most, vector);
            (Vector256<int> low, Vector256<int> high) = Vector256.Widen(vector);
            sum += low + high;
            (Vector256<ulong> lowSquares, Vector256<ulong> highSquares) = Vector256.Widen(((low * low) + (high * high)).AsUInt32());
            squares += lowSquares + highSquares;

            // The larger minus the smaller: as an unsigned number it is right even if it does not fit a signed one.
            Vector256<ushort> steps = (Vector256.Max(vector, before) - Vector256.Min(vector, before)).AsUInt16();
            (Vector256<uint> lowSteps, Vector256<uint> highSteps) = Vector256.Widen(steps);
            variation += lowSteps + highSteps;
        }

        Take(Least(least), Most(most), Vector256.Sum(sum), Vector256.Sum(variation));
        return squares;
    }

    private void Take(short least, short most, int sum, uint variation)
    {
        _min = Math.Min(_min, least);
        _max = Math.Max(_max, most);
        _sum += sum;
        _pane.Add(new Pane { Filled = _defects.PaneSamples, Good = _defects.PaneSamples, Min = least, Max = most, Sum = sum, Variation = variation });
    }

    private static short Least(Vector256<short> vector)
    {
        var half = Vector128.Min(vector.GetLower(), vector.GetUpper());
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(4, 5, 6, 7, 0, 1, 2, 3)));
        half = Vector128.Min(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1, 6, 7, 4, 5)));
        return Math.Min(half[0], half[1]);
    }

    private static short Most(Vector256<short> vector)
    {
        var half = Vector128.Max(vector.GetLower(), vector.GetUpper());
        half = Vector128.Max(half, Vector128.Shuffle(half, Vector128.Create(4, 5, 6, 7, 0, 1, 2, 3)));
        half = Vector128.Max(half, Vector128.Shuffle(half, Vector128.Create(2, 3, 0, 1, 6, 7, 4, 5)));
        return Math.Max(half[0], half[1]);
    }

    private void AddEach(ReadOnlySpan<short> samples, int first)
    {
        for (int i = first; i < first + _defects.PaneSamples; i++)
        {
            AddOne(samples[i], samples[i - 1]);
        }
    }

    private void AddOne(short sample, short? before)
    {
        if (sample == _invalid)
        {
            _defects.AddMissing(_runs.Position);
            _missing++;
            _pane.Filled++;
            _runs.Skip();
            return;
        }

        _min = Math.Min(_min, sample);
        _max = Math.Max(_max, sample);
        _sum += sample;
        _squares += sample * sample;
        _runs.Add(sample);
        _pane.Add(sample, before is { } good && good != _invalid ? Math.Abs(sample - good) : 0);
    }

    private void EndPaneIfFull()
    {
        if (_pane.Filled == _defects.PaneSamples)
        {
            _defects.Add(_pane);
            _pane = new Pane();
        }
    }
}
