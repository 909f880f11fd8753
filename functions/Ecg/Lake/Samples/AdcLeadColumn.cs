using System.Buffers;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>
/// A lead that is stored in at most 16 bits. Its distinct values become the dictionary of the Parquet column, so each
/// is scaled once, and samples are never converted to floating point.
/// </summary>
internal sealed class AdcLeadColumn : LeadColumn
{
    private readonly int _position;
    private readonly AdcMeter _meter;
    private readonly PhysicalScale _scale;
    private readonly MissingSamples<short> _missing;
    private readonly short[] _samples;
    private readonly SampleDictionary _dictionary;
    private readonly HeartTrace? _heart;
    private readonly int _place;
    private readonly short? _invalid;

    /// <summary>Creates the column.</summary>
    public AdcLeadColumn(Lead lead, double? samplingRate, int mostStretches, bool fill, int rows, SampleDictionary dictionary, HeartTrace? heart, int place)
    {
        _position = lead.Position;
        _meter = new AdcMeter(lead, samplingRate, mostStretches);
        _scale = new PhysicalScale(lead);
        _missing = new MissingSamples<short>(rows, fill, sample => sample == lead.InvalidSample);
        _samples = ArrayPool<short>.Shared.Rent(rows);
        _dictionary = dictionary;
        (_heart, _place) = (heart, place);
        _invalid = lead.InvalidSample is >= short.MinValue and <= short.MaxValue ? (short)lead.InvalidSample : null;
    }

    /// <inheritdoc/>
    public override void Measure(SignalBlock block, int count) => _meter.Add(Take(block, count));

    /// <inheritdoc/>
    public override void Write(ParquetWriter file, SignalBlock block, int count, LeadMeasures? normalizeTo)
    {
        Span<short> samples = Take(block, count);
        _heart?.Append(_place, samples, (float)_scale.Slope, _invalid);
        Span<short> there = _missing.Sift(samples, normalizeTo?.Missing ?? _meter.Add(samples), out ReadOnlySpan<byte> present);
        if (there.IsEmpty)
        {
            WriteNulls(file, normalizeTo);
            return;
        }

        _dictionary.Write(file, there, present, code => (float)_scale.Of(code));
        if (normalizeTo is not null)
        {
            _dictionary.Write(file, there, present, code => Normalize(_scale.Of(code), normalizeTo));
        }
    }

    /// <inheritdoc/>
    public override LeadMeasures Finish() => _meter.Finish();

    /// <inheritdoc/>
    public override void Dispose()
    {
        _missing.Dispose();
        ArrayPool<short>.Shared.Return(_samples);
    }

    private Span<short> Take(SignalBlock block, int count)
    {
        Span<short> samples = _samples.AsSpan(0, count);
        block.Copy(_position, samples);
        return samples;
    }
}
