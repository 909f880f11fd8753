using Ecg.Formats;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Benchmarks;

/// <summary>A recording that people graded, with its samples in memory.</summary>
/// <param name="Recording">The recording. Its buffer is gone.</param>
/// <param name="Samples">The samples of each lead.</param>
/// <param name="IsAcceptable">What people said.</param>
internal sealed record GradedRecording(Recording Recording, short[][] Samples, bool IsAcceptable)
{
    /// <summary>Reads a recording that is stored in 16 bits.</summary>
    /// <param name="store">Holds it.</param>
    /// <param name="key">Its key.</param>
    /// <param name="isAcceptable">What people said of it.</param>
    /// <exception cref="InvalidDataException">It is rejected, or is not stored in 16 bits.</exception>
    public static async Task<GradedRecording> ReadAsync(IObjectStore store, string key, bool isAcceptable)
    {
        var reader = new RecordingReader(store, new());
        await using StoredObject file = await store.OpenAsync(key, default) ?? throw new InvalidDataException($"{key} is not there.");
        using RecordingContent content = await reader.ReadAsync(RecordingKey.Parse(key), file, default);
        if (content.Recording is not { Matrix.Buffer.Type: SampleType.Int16 } recording)
        {
            throw new InvalidDataException($"{key}: {content.Rejection?.Message ?? "its samples have more than 16 bits."}");
        }

        int count = checked((int)recording.Matrix.SampleCount);
        using var block = new SignalBlock(recording.Matrix, count);
        block.Load(0, count);
        short[][] samples = [.. recording.Leads.Select(_ => new short[count])];
        for (int lead = 0; lead < samples.Length; lead++)
        {
            block.Copy(lead, samples[lead].AsSpan());
        }

        return new GradedRecording(recording, samples, isAcceptable);
    }

    /// <summary>Measures all leads.</summary>
    /// <param name="limits">What noise is.</param>
    public IReadOnlyList<LeadMeasures> Measure(NoiseLimits limits)
    {
        var measures = new List<LeadMeasures>();
        for (int lead = 0; lead < Samples.Length; lead++)
        {
            var meter = new AdcMeter(Recording.Leads[lead], Recording.SamplingRate, limits: limits);
            meter.Add(Samples[lead]);
            measures.Add(meter.Finish());
        }

        return measures;
    }
}
