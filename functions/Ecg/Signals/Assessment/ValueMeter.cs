using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ecg.Signals.Assessment;

/// <summary>Measures a lead that is stored in more than 16 bits while its samples pass, block after block.</summary>
internal sealed class ValueMeter
{
    private readonly bool _areIntegers;
    private readonly double _invalid;
    private readonly PhysicalScale _scale;
    private readonly double _safeMagnitude;
    private RunTracker<double> _runs;
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
    /// <param name="areIntegers">Whether the samples are stored as integers, of which a header can promise a sum.</param>
    public ValueMeter(Lead lead, double? samplingRate, bool areIntegers)
    {
        _areIntegers = areIntegers;
        _invalid = lead.InvalidSample ?? double.NaN;
        _scale = new PhysicalScale(lead);
        _safeMagnitude = _scale.SafeMagnitude;
        _runs = new RunTracker<double>(samplingRate);
    }

    /// <summary>Whether a stored value is no sample, or one that the lake cannot hold.</summary>
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

        var missing = _missing;
        _samples += samples.Length;
        AddOne(samples[0]);
        var vectors = (samples.Length - 1) / Vector256<double>.Count;
        AddVectors(samples, vectors);
        for (var i = 1 + (vectors * Vector256<double>.Count); i < samples.Length; i++)
        {
            AddOne(samples[i]);
        }

        return _missing - missing;
    }

    /// <summary>What was measured of all samples.</summary>
    public LeadMeasures Finish()
    {
        _runs.End();
        var good = _samples - _missing;
        var low = good == 0 ? double.NaN : _scale.Of(_min);
        var high = good == 0 ? double.NaN : _scale.Of(_max);
        var mean = _sum / good;
        var variance = good < 2 ? double.NaN : Math.Max(0, (_squares - (mean * _sum)) / (good - 1));
        return new LeadMeasures
        {
            Samples = _samples,
            Missing = _missing,
            TooLarge = double.IsNaN(_scale.Slope) ? 0 : _tooLarge,
            Min = Math.Min(low, high),
            Max = Math.Max(low, high),
            Mean = good == 0 ? double.NaN : _scale.Of(_origin + mean),
            StdDev = Math.Sqrt(variance) * Math.Abs(_scale.Slope),
            FlatFraction = (double)_runs.Counter.Flat / _samples,
            ClippedFraction = (double)_runs.Counter.Clipped(_min, _max) / _samples,
            InitialValue = _initial,
            Checksum = _areIntegers ? unchecked((short)_checksum) : null,
        };
    }

    // NaN comes here too, and more often than anything else.
    private bool IsLargeSample(double value) => double.IsFinite(value) && value != _invalid && _scale.Fits(value);

    private void AddToChecksum(ReadOnlySpan<double> samples)
    {
        _initial ??= (long)samples[0];
        foreach (var sample in samples)
        {
            _checksum = unchecked((ushort)(_checksum + (ushort)(long)sample));
        }
    }

    private void AddVectors(ReadOnlySpan<double> samples, int count)
    {
        ref var start = ref MemoryMarshal.GetReference(samples);
        var largest = Vector256.Create(_safeMagnitude);
        var invalid = Vector256.Create(_invalid);
        var least = Vector256.Create(_min);
        var most = Vector256.Create(_max);
        var sum = Vector256<double>.Zero;
        var squares = Vector256<double>.Zero;
        for (var v = 0; v < count; v++)
        {
            var at = (nuint)(1 + (v * Vector256<double>.Count));
            var vector = Vector256.LoadUnsafe(ref start, at);

            // NaN is in no order, so that it fails this test as an infinity does, and as what may be too large does. Before
            // the first good sample there is no origin yet.
            if (_samples - samples.Length + (long)at <= _missing
                || !Vector256.LessThanOrEqualAll(Vector256.Abs(vector), largest)
                || Vector256.EqualsAny(vector, invalid))
            {
                AddEach(samples.Slice((int)at, Vector256<double>.Count));
                continue;
            }

            least = Vector256.Min(least, vector);
            most = Vector256.Max(most, vector);
            var deviation = vector - Vector256.Create(_origin);
            sum += deviation;
            squares += deviation * deviation;
            var equal = Vector256.Equals(vector, Vector256.LoadUnsafe(ref start, at - 1)).ExtractMostSignificantBits();
            _runs.Add(samples.Slice((int)at, Vector256<double>.Count), equal);
        }

        for (var lane = 0; lane < Vector256<double>.Count; lane++)
        {
            _min = Math.Min(_min, least[lane]);
            _max = Math.Max(_max, most[lane]);
        }

        _sum += Vector256.Sum(sum);
        _squares += Vector256.Sum(squares);
    }

    private void AddEach(ReadOnlySpan<double> samples)
    {
        foreach (var sample in samples)
        {
            AddOne(sample);
        }
    }

    private void AddOne(double sample)
    {
        if (IsMissing(sample))
        {
            _missing++;
            _tooLarge += double.IsFinite(sample) && sample != _invalid ? 1 : 0;
            _runs.End();
            return;
        }

        // Deviations are summed from the first good sample, so that a large offset costs no digits.
        _origin = double.IsPositiveInfinity(_min) ? sample : _origin;
        _min = Math.Min(_min, sample);
        _max = Math.Max(_max, sample);
        var deviation = sample - _origin;
        _sum += deviation;
        _squares += deviation * deviation;
        _runs.Add(sample);
    }
}
