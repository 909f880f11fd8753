using Ecg.Formats;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>One lead on its way into the table <c>samples</c>: measured, and written as physical values.</summary>
internal abstract class LeadColumn : IDisposable
{
    /// <summary>Chooses the way that fits how the samples are stored.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="lead">One of its leads.</param>
    /// <param name="fill">Whether a missing sample takes the value of the one before it.</param>
    /// <param name="rows">The most samples that a block has.</param>
    /// <param name="dictionary">Memory that the leads of a recording share.</param>
    /// <param name="heart">Takes the samples too; <see langword="null"/> where the lead is no ECG.</param>
    /// <param name="place">The lead's place among the recording's leads.</param>
    public static LeadColumn Create(
        Recording recording, Lead lead, bool fill, int rows, SampleDictionary dictionary, HeartTrace? heart, int place) => recording.Matrix.Buffer.Type switch
        {
            SampleType.Int8 or SampleType.UInt8 or SampleType.Int16 when FitsEverySample(lead) =>
                new AdcLeadColumn(lead, recording.SamplingRate, LeadDefects.MostStretchesOf(recording.Leads.Count), fill, rows, dictionary, heart, place),
            var type =>
                new ValueLeadColumn(lead, recording.SamplingRate, LeadDefects.MostStretchesOf(recording.Leads.Count), !type.IsFloatingPoint(), fill, rows, dictionary, heart, place),
        };

    /// <summary>Measures a block.</summary>
    public abstract void Measure(SignalBlock block, int count);

    /// <summary>Writes a block as physical values; a missing sample is null.</summary>
    /// <param name="file">The file, in which this lead's column is the next one.</param>
    /// <param name="block">The block, the one after the block of the last call.</param>
    /// <param name="count">The number of samples in it.</param>
    /// <param name="normalizeTo">
    /// What was measured of the whole lead, to write the next column too, scaled to 0 at the lead's minimum and 1 at its
    /// maximum; <see langword="null"/> to measure the block instead.
    /// </param>
    public abstract void Write(ParquetWriter file, SignalBlock block, int count, LeadMeasures? normalizeTo);

    /// <summary>What was measured.</summary>
    public abstract LeadMeasures Finish();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Writes a block in which the lead has no sample.</summary>
    protected static void WriteNulls(ParquetWriter file, LeadMeasures? normalizeTo)
    {
        file.WriteNulls();
        if (normalizeTo is not null)
        {
            file.WriteNulls();
        }
    }

    // A header may name a gain of almost nothing.
    private static bool FitsEverySample(Lead lead)
    {
        var scale = new PhysicalScale(lead);
        return scale.Fits(short.MinValue) && scale.Fits(short.MaxValue);
    }

    /// <summary>Scales a physical value to the range of its lead; a lead of one value is 0.</summary>
    protected static float Normalize(double physical, LeadMeasures measures) =>
        measures.Max > measures.Min ? (float)((physical - measures.Min) / (measures.Max - measures.Min)) : 0;
}
