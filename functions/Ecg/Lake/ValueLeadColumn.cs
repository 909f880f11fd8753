using System.Buffers;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake;

/// <summary>A lead that is stored in more than 16 bits, or in floating point.</summary>
internal sealed class ValueLeadColumn : LeadColumn
{
    private readonly int _position;
    private readonly ValueMeter _meter;
    private readonly PhysicalScale _scale;
    private readonly double[] _samples;
    private readonly float[] _values;
    private readonly SampleDictionary _dictionary;
    private double? _last;

    /// <summary>Creates the column.</summary>
    public ValueLeadColumn(Lead lead, double? samplingRate, bool areIntegers, int rows, SampleDictionary dictionary)
    {
        _position = lead.Position;
        _meter = new ValueMeter(lead, samplingRate, areIntegers);
        _scale = new PhysicalScale(lead);
        _samples = ArrayPool<double>.Shared.Rent(rows);
        _values = ArrayPool<float>.Shared.Rent(rows);
        _dictionary = dictionary;
    }

    /// <inheritdoc/>
    public override bool IsEmpty => _last is null;

    /// <inheritdoc/>
    public override bool FindFirst(SignalBlock block, int count)
    {
        // Nearly every lead begins with a good sample: the first alone is looked at before the block is taken.
        _last ??= FirstGood(Take(block, 1)) ?? FirstGood(Take(block, count));
        return _last is not null;
    }

    /// <inheritdoc/>
    public override void Measure(SignalBlock block, int count) => _meter.Add(Take(block, count));

    /// <inheritdoc/>
    public override void Write(ParquetWriter file, SignalBlock block, int count, LeadMeasures? normalizeTo)
    {
        var samples = Take(block, count);
        var missing = normalizeTo is null ? _meter.Add(samples) : normalizeTo.Missing;
        if (_last is not { } last)
        {
            WriteNulls(file, normalizeTo);
            return;
        }

        if (missing > 0)
        {
            MissingSamples.Fill(samples, _meter, ref last);
        }

        _last = samples[^1];
        WriteValues(file, samples);
        if (normalizeTo is not null)
        {
            WriteNormalized(file, samples, normalizeTo);
        }
    }

    /// <inheritdoc/>
    public override LeadMeasures Finish() => _meter.Finish();

    /// <inheritdoc/>
    public override void Dispose()
    {
        ArrayPool<double>.Shared.Return(_samples);
        ArrayPool<float>.Shared.Return(_values);
    }

    private void WriteValues(ParquetWriter file, ReadOnlySpan<double> samples)
    {
        var values = _values.AsSpan(0, samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = (float)_scale.Of(samples[i]);
        }

        _dictionary.Write(file, values);
    }

    private void WriteNormalized(ParquetWriter file, ReadOnlySpan<double> samples, LeadMeasures measures)
    {
        var values = _values.AsSpan(0, samples.Length);
        for (var i = 0; i < samples.Length; i++)
        {
            values[i] = Normalize(_scale.Of(samples[i]), measures);
        }

        _dictionary.Write(file, values);
    }

    private Span<double> Take(SignalBlock block, int count)
    {
        var samples = _samples.AsSpan(0, count);
        block.Copy(_position, samples);
        return samples;
    }

    private double? FirstGood(ReadOnlySpan<double> samples)
    {
        foreach (var sample in samples)
        {
            if (!_meter.IsMissing(sample))
            {
                return sample;
            }
        }

        return null;
    }
}
