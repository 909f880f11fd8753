using Ecg.Formats;
using Ecg.Lake.Parquet;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake.Samples;

/// <summary>Measures a lead and writes it to the table <c>samples</c> as physical values.</summary>
internal abstract class LeadColumn : IDisposable
{
    /// <summary>Creates the implementation for the lead's storage type.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="lead">One of its leads.</param>
    /// <param name="fill">Whether missing samples are filled with the previous value.</param>
    /// <param name="rows">The maximum number of samples in a block.</param>
    /// <param name="dictionary">Memory that the leads of a recording share.</param>
    /// <param name="heart">Also receives the samples; <see langword="null"/> if the lead is not an ECG.</param>
    /// <param name="place">The lead's index in the recording.</param>
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

    /// <summary>Writes a block as physical values; missing samples become null.</summary>
    /// <param name="file">The file, whose next column is this lead's.</param>
    /// <param name="block">The block that follows the block of the previous call.</param>
    /// <param name="count">The number of samples in it.</param>
    /// <param name="normalizeTo">
    /// The measures of the whole lead, to write the normalised column too, from 0 at the lead's minimum to 1 at its
    /// maximum; <see langword="null"/> to measure the block instead.
    /// </param>
    public abstract void Write(ParquetWriter file, SignalBlock block, int count, LeadMeasures? normalizeTo);

    /// <summary>Returns the measures.</summary>
    public abstract LeadMeasures Finish();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Writes a block in which all samples of the lead are missing.</summary>
    protected static void WriteNulls(ParquetWriter file, LeadMeasures? normalizeTo)
    {
        file.WriteNulls();
        if (normalizeTo is not null)
        {
            file.WriteNulls();
        }
    }

    // A header may state a gain of almost zero.
    private static bool FitsEverySample(Lead lead)
    {
        var scale = new PhysicalScale(lead);
        return scale.Fits(short.MinValue) && scale.Fits(short.MaxValue);
    }

    /// <summary>Scales a physical value to the range of its lead; a constant lead becomes 0.</summary>
    protected static float Normalize(double physical, LeadMeasures measures) =>
        measures.Max > measures.Min ? (float)((physical - measures.Min) / (measures.Max - measures.Min)) : 0;
}
