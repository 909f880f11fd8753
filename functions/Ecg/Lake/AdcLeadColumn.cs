using System.Buffers;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake;

/// <summary>
/// A lead that is stored in at most 16 bits. Its distinct values are the dictionary of the Parquet column, so that
/// each of them is scaled once and no sample becomes a floating-point number on the way.
/// </summary>
internal sealed class AdcLeadColumn : LeadColumn
{
    private readonly int _position;
    private readonly AdcMeter _meter;
    private readonly PhysicalScale _scale;
    private readonly short? _invalid;
    private readonly short[] _samples;
    private readonly SampleDictionary _dictionary;
    private short? _last;

    /// <summary>Creates the column.</summary>
    public AdcLeadColumn(Lead lead, double? samplingRate, int rows, SampleDictionary dictionary)
    {
        _position = lead.Position;
        _meter = new AdcMeter(lead, samplingRate);
        _scale = new PhysicalScale(lead);
        _invalid = lead.InvalidSample is >= short.MinValue and <= short.MaxValue ? (short)lead.InvalidSample : null;
        _samples = ArrayPool<short>.Shared.Rent(rows);
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

        if (missing > 0 && _invalid is { } invalid)
        {
            MissingSamples.Fill(samples, invalid, ref last);
        }

        _last = samples[^1];
        _dictionary.Write(file, samples, code => (float)_scale.Of(code));
        if (normalizeTo is not null)
        {
            _dictionary.Write(file, samples, code => Normalize(_scale.Of(code), normalizeTo));
        }
    }

    /// <inheritdoc/>
    public override LeadMeasures Finish() => _meter.Finish();

    /// <inheritdoc/>
    public override void Dispose() => ArrayPool<short>.Shared.Return(_samples);

    private Span<short> Take(SignalBlock block, int count)
    {
        var samples = _samples.AsSpan(0, count);
        block.Copy(_position, samples);
        return samples;
    }

    private short? FirstGood(ReadOnlySpan<short> samples)
    {
        foreach (var sample in samples)
        {
            if (sample != _invalid)
            {
                return sample;
            }
        }

        return null;
    }
}
