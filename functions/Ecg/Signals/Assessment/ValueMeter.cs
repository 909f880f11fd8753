using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Signals.Assessment;

/// <summary>Measures a lead that is stored in more than 16 bits, block by block.</summary>
internal sealed class ValueMeter
{
    private readonly bool _areIntegers;
    private readonly double _invalid;
    private readonly PhysicalScale _scale;
    private readonly double _safeMagnitude;
    private readonly LeadDefects _defects;
    private RunTracker<double> _runs;
    private Pane _pane = new();
    private double _last = double.NaN;
    private bool _hasOrigin;
    private double _min = double.PositiveInfinity;
    private double _max = double.NegativeInfinity;
    private double _origin;
    private double _sum;
    private double _squares;
    private long _samples;
    private long _missing;
    private long _tooLarge;
    private long? _initial;
    private ushort _checksum;

    /// <summary>Creates a meter.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="samplingRate">The sampling rate in Hz, or <see langword="null"/>.</param>
    /// <param name="areIntegers">Whether the samples are stored as integers, for which a header can state a checksum.</param>
    /// <param name="mostStretches">The maximum number of stretches of one kind to keep.</param>
    public ValueMeter(Lead lead, double? samplingRate, bool areIntegers, int mostStretches = LeadDefects.MostStretches)
    {
        _areIntegers = areIntegers;
        _invalid = lead.InvalidSample ?? double.NaN;
        _scale = new PhysicalScale(lead);
        _safeMagnitude = _scale.SafeMagnitude;
        _defects = new LeadDefects(lead, samplingRate, areIntegers, mostStretches);
        _runs = new RunTracker<double>(RunCounter.ForRate(samplingRate, _defects.Flat, mostStretches));
    }

    /// <summary>Returns whether a stored value is missing, or too large for the lake.</summary>
    public bool IsMissing(double value) => Math.Abs(value) <= _safeMagnitude ? value == _invalid : !IsLargeSample(value);

    /// <summary>Measures the next samples.</summary>
    /// <returns>The number of samples among them that are missing.</returns>
    public long Add(ReadOnlySpan<double> samples)
    {
        if (samples.IsEmpty)
        {
            return 0;
        }

        if (_areIntegers)
        {
            AddToChecksum(samples);
        }

        long missing = _missing;
        int done = 0;
        while (done < samples.Length)
        {
            // The first sample of a block is handled alone: each vector is compared with the sample before it.
            if (_pane.Filled == 0 && done > 0 && samples.Length - done >= _defects.PaneSamples)
            {
                AddPane(samples, done);
                done += _defects.PaneSamples;
            }
            else
            {
                AddOne(samples[done], done > 0 ? samples[done - 1] : _last);
                done++;
            }

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
        double low = good == 0 ? double.NaN : _scale.Of(_min);
        double high = good == 0 ? double.NaN : _scale.Of(_max);
        double mean = _sum / good;
        double variance = good < 2 ? double.NaN : Math.Max(0, (_squares - (mean * _sum)) / (good - 1));
        return new LeadMeasures
        {
            Samples = _samples,
            Missing = _missing,
            TooLarge = double.IsNaN(_scale.Slope) ? 0 : _tooLarge,
            Min = Math.Min(low, high),
            Max = Math.Max(low, high),
            Mean = good == 0 ? double.NaN : _scale.Of(_origin + mean),
            StdDev = Math.Sqrt(variance) * Math.Abs(_scale.Slope),
            FlatFraction = (double)_defects.Flat.Count() / _samples,
            ClippedFraction = (double)clipped / _samples,
            NoiseFraction = (double)_defects.Noise / _samples,
            LowContrastFraction = _defects.LowContrastFraction,
            WanderFraction = _defects.WanderFraction,
            OffScaleFraction = _defects.OffScaleFraction,
            Annotations = _defects.Annotations(),
            InitialValue = _initial,
            Checksum = _areIntegers ? unchecked((short)_checksum) : null,
        };
    }

    // NaN comes here too, and is the most common case.
    private bool IsLargeSample(double value) => double.IsFinite(value) && value != _invalid && _scale.Fits(value);

    private void AddToChecksum(ReadOnlySpan<double> samples)
    {
        _initial ??= (long)samples[0];
        foreach (double sample in samples)
        {
            _checksum = unchecked((ushort)(_checksum + (ushort)(long)sample));
        }
    }

    private void AddPane(ReadOnlySpan<double> samples, int first)
    {
        // Before the first good sample there is no origin yet.
        if (_hasOrigin && AreGood(samples.Slice(first - 1, 1 + _defects.PaneSamples)))
        {
            _runs.Add(samples, first, _defects.PaneSamples);
            AddSums(samples, first);
        }
        else
        {
            AddEach(samples, first);
        }
    }

    // NaN compares with nothing, so it fails this test, as infinities and values that may be too large do.
    private bool AreGood(ReadOnlySpan<double> samples)
    {
        var largest = Vector256.Create(_safeMagnitude);
        var invalid = Vector256.Create(_invalid);
        ref double start = ref MemoryMarshal.GetReference(samples);

        // The first sample, and the vectors after it.
        bool areGood = Math.Abs(samples[0]) <= _safeMagnitude && samples[0] != _invalid;
        for (int at = 1; at < samples.Length && areGood; at += Vector256<double>.Count)
        {
            var vector = Vector256.LoadUnsafe(ref start, (nuint)at);
            areGood = Vector256.LessThanOrEqualAll(Vector256.Abs(vector), largest) && !Vector256.EqualsAny(vector, invalid);
        }

        return areGood;
    }

    // Calls nothing in its loop, or the vectors would go to memory and back.
    private void AddSums(ReadOnlySpan<double> samples, int first)
    {
        ref double start = ref MemoryMarshal.GetReference(samples);
        int end = first + _defects.PaneSamples;
        var origin = Vector256.Create(_origin);
        var least = Vector256.Create(double.PositiveInfinity);
        var most = Vector256.Create(double.NegativeInfinity);
        Vector256<double> sum = Vector256<double>.Zero;
        Vector256<double> squares = Vector256<double>.Zero;
        Vector256<double> variation = Vector256<double>.Zero;
        for (int at = first; at < end; at += Vector256<double>.Count)
        {
            var vector = Vector256.LoadUnsafe(ref start, (nuint)at);
            var before = Vector256.LoadUnsafe(ref start, (nuint)(at - 1));
            least = Vector256.MinNative(least, vector);
            most = Vector256.MaxNative(most, vector);
            Vector256<double> deviation = vector - origin;
            sum += deviation;
            squares += deviation * deviation;
            variation += Vector256.Abs(vector - before);
        }

        double low = Math.Min(Math.Min(least[0], least[1]), Math.Min(least[2], least[3]));
        double high = Math.Max(Math.Max(most[0], most[1]), Math.Max(most[2], most[3]));
        _squares += Vector256.Sum(squares);
        Take(low, high, Vector256.Sum(sum), Vector256.Sum(variation));
    }

    private void Take(double low, double high, double deviations, double variation)
    {
        _min = Math.Min(_min, low);
        _max = Math.Max(_max, high);
        _sum += deviations;
        double sum = deviations + (_defects.PaneSamples * _origin);
        _pane.Add(new Pane { Filled = _defects.PaneSamples, Good = _defects.PaneSamples, Min = low, Max = high, Sum = sum, Variation = variation });
    }

    private void AddEach(ReadOnlySpan<double> samples, int first)
    {
        for (int i = first; i < first + _defects.PaneSamples; i++)
        {
            AddOne(samples[i], samples[i - 1]);
        }
    }

    private void AddOne(double sample, double before)
    {
        if (IsMissing(sample))
        {
            _defects.AddMissing(_runs.Position);
            _missing++;
            _tooLarge += double.IsFinite(sample) && sample != _invalid ? 1 : 0;
            _pane.Filled++;
            _runs.Skip();
            return;
        }

        // Deviations are summed from the first good sample, so that a large offset does not cost precision.
        _origin = _hasOrigin ? _origin : sample;
        _hasOrigin = true;
        _min = Math.Min(_min, sample);
        _max = Math.Max(_max, sample);
        double deviation = sample - _origin;
        _sum += deviation;
        _squares += deviation * deviation;
        _runs.Add(sample);
        _pane.Add(sample, IsMissing(before) ? 0 : Math.Abs(sample - before));
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
