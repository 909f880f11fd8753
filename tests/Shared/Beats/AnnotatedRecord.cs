using Ecg.Formats.Wfdb;

namespace Ecg.Tests.Shared.Beats;

/// <summary>A WFDB record in memory, with its reference beats.</summary>
internal sealed record AnnotatedRecord
{
    /// <summary>The record's name.</summary>
    public required string Name { get; init; }

    /// <summary>The samples a second.</summary>
    public required double SamplingRate { get; init; }

    /// <summary>The samples of each lead in mV.</summary>
    public required IReadOnlyList<float[]> Leads { get; init; }

    /// <summary>The samples of the reference beats.</summary>
    public required IReadOnlyList<long> Beats { get; init; }

    /// <summary>The first and last samples of the episodes of ventricular flutter or fibrillation.</summary>
    public required IReadOnlyList<(long First, long Last)> Fibrillation { get; init; }

    /// <summary>Reads a record of 16-bit samples with the annotations <c>atr</c> beside it.</summary>
    /// <param name="headerPath">Its header.</param>
    public static async Task<AnnotatedRecord> ReadAsync(string headerPath)
    {
        await using FileStream headerStream = File.OpenRead(headerPath);
        var header = WfdbHeader.Read(headerStream, Path.GetFileName(headerPath));
        string annotationPath = Path.ChangeExtension(headerPath, ".atr");
        await using FileStream annotationStream = File.OpenRead(annotationPath);
        IReadOnlyList<WfdbAnnotation> annotations = WfdbAnnotationReader.Read(annotationStream, Path.GetFileName(annotationPath)).Items;
        using WfdbSamples samples = await WfdbRecordReader.ReadAsync(header, new WfdbFolder(Path.GetDirectoryName(headerPath)!));
        return new AnnotatedRecord
        {
            Name = header.RecordName,
            SamplingRate = samples.Header.SamplingFrequency,
            Leads = ToMillivolts(samples),
            Beats = [.. annotations.Where(item => WfdbAnnotationCode.IsBeat(item.Code)).Select(item => item.Time)],
            Fibrillation = FibrillationOf(annotations, samples.SampleCount),
        };
    }

    private static float[][] ToMillivolts(WfdbSamples samples)
    {
        if (!samples.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> all))
        {
            throw new InvalidDataException("The samples are not in memory, or have more than 16 bits.");
        }

        IReadOnlyList<WfdbSignal> signals = samples.Header.Signals;
        float[][] leads = signals.Select(_ => new float[samples.SampleCount]).ToArray();
        for (int lead = 0; lead < leads.Length; lead++)
        {
            for (int i = 0; i < samples.SampleCount; i++)
            {
                int sample = all[(i * leads.Length) + lead];
                leads[lead][i] = sample == signals[lead].InvalidSample
                    ? float.NaN
                    : (float)((sample - signals[lead].Baseline) / signals[lead].Gain);
            }
        }

        return leads;
    }

    private static List<(long First, long Last)> FibrillationOf(IReadOnlyList<WfdbAnnotation> annotations, long sampleCount)
    {
        var episodes = new List<(long First, long Last)>();
        long? open = null;
        foreach (WfdbAnnotation item in annotations)
        {
            switch (item.Code)
            {
                case WfdbAnnotationCode.FibrillationOn:
                    open = item.Time;
                    break;
                case WfdbAnnotationCode.FibrillationOff when open is { } first:
                    episodes.Add((first, item.Time));
                    open = null;
                    break;
            }
        }

        if (open is { } last)
        {
            episodes.Add((last, sampleCount - 1));
        }

        return episodes;
    }
}
