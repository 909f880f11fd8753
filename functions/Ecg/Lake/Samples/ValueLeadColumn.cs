using System.Buffers;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>A lead that is stored in more than 16 bits, or in floating point.</summary>
internal sealed class ValueLeadColumn : LeadColumn
{
    private readonly int _position;
    private readonly ValueMeter _meter;
    private readonly PhysicalScale _scale;
    private readonly MissingSamples<double> _missing;
    private readonly double[] _samples;
    private readonly float[] _values;
    private readonly SampleDictionary _dictionary;
    private readonly HeartTrace? _heart;
    private readonly int _place;

    /// <summary>Creates the column.</summary>
    public ValueLeadColumn(
        Lead lead, double? samplingRate, int mostStretches, bool areIntegers, bool fill, int rows, SampleDictionary dictionary, HeartTrace? heart, int place)
    {
        _position = lead.Position;
        _meter = new ValueMeter(lead, samplingRate, areIntegers, mostStretches);
        _scale = new PhysicalScale(lead);
        _missing = new MissingSamples<double>(rows, fill, _meter.IsMissing);
        _samples = ArrayPool<double>.Shared.Rent(rows);
        _values = ArrayPool<float>.Shared.Rent(rows);
        _dictionary = dictionary;
        (_heart, _place) = (heart, place);
    }

    /// <inheritdoc/>
    public override void Measure(SignalBlock block, int count) => _meter.Add(Take(block, count));

    /// <inheritdoc/>
    public override void Write(ParquetWriter file, SignalBlock block, int count, LeadMeasures? normalizeTo)
    {
        Span<double> samples = Take(block, count);
        SeekBeats(samples);
        Span<double> there = _missing.Sift(samples, normalizeTo?.Missing ?? _meter.Add(samples), out ReadOnlySpan<byte> present);
        if (there.IsEmpty)
        {
            WriteNulls(file, normalizeTo);
            return;
        }

        WriteValues(file, there, present);
        if (normalizeTo is not null)
        {
            WriteNormalized(file, there, present, normalizeTo);
        }
    }

    /// <inheritdoc/>
    public override LeadMeasures Finish() => _meter.Finish();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _missing.Dispose();
        ArrayPool<double>.Shared.Return(_samples);
        ArrayPool<float>.Shared.Return(_values);
    }

    private void SeekBeats(ReadOnlySpan<double> samples)
    {
        if (_heart is null)
        {
            return;
        }

        Span<float> values = _values.AsSpan(0, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            values[i] = _meter.IsMissing(samples[i]) ? float.NaN : (float)_scale.Of(samples[i]);
        }

        _heart.Append(_place, values);
    }

    private void WriteValues(ParquetWriter file, ReadOnlySpan<double> samples, ReadOnlySpan<byte> present)
    {
        Span<float> values = _values.AsSpan(0, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            values[i] = (float)_scale.Of(samples[i]);
        }

        _dictionary.Write(file, values, present);
    }

    private void WriteNormalized(ParquetWriter file, ReadOnlySpan<double> samples, ReadOnlySpan<byte> present, LeadMeasures measures)
    {
        Span<float> values = _values.AsSpan(0, samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            values[i] = Normalize(_scale.Of(samples[i]), measures);
        }

        _dictionary.Write(file, values, present);
    }

    private Span<double> Take(SignalBlock block, int count)
    {
        Span<double> samples = _samples.AsSpan(0, count);
        block.Copy(_position, samples);
        return samples;
    }
}
