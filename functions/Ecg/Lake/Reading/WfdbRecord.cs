using Ecg.Annotations;
using Ecg.Formats;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Lake.Stores;
using Ecg.Signals;
using Ecg.Signals.Selection;

namespace Ecg.Lake.Reading;

/// <summary>Reads a WFDB record whose header is known: its samples and annotation files.</summary>
/// <param name="store">The store of the files.</param>
/// <param name="key">The header's key.</param>
/// <param name="header">The header.</param>
internal sealed class WfdbRecord(IObjectStore store, RecordingKey key, WfdbHeader header)
{
    // The annotators of PhysioNet's databases and of WFDB's detectors. Listing a folder could take arbitrarily long.
    private static readonly string[] Annotators = ["atr", "ari", "ecg", "gqrs", "man", "qrs", "sqrs", "st", "wqrs", "xqrs"];

    /// <summary>Reads the samples.</summary>
    /// <param name="content">Receives the signal, and the header that describes it.</param>
    /// <param name="files">Opens the files.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The samples, which share the signal's buffer.</returns>
    /// <exception cref="RejectedException">The record cannot be read.</exception>
    /// <exception cref="MissingFileException">A file of the record does not exist.</exception>
    public async Task<WfdbSamples> ReadAsync(RecordingContent content, IWfdbFiles files, CancellationToken cancellationToken)
    {
        // A MAT-file is a recording by its own name, and the header belongs to it.
        if (header.DescribesMatFile)
        {
            throw new MissingFileException(header.Signals[0].FileName, header.FileName);
        }

        WfdbSamples samples = await WfdbRecordReader.ReadAsync(header, files, content.Share, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<WfdbSignal> signals = samples.Header.Signals;
        var array = new MatArray
        {
            Path = $"record {header.RecordName}",
            Class = samples.Buffer.Type switch
            {
                SampleType.Int16 => MatClass.Int16,
                SampleType.Int32 => MatClass.Int32,
                _ => MatClass.Single,
            },
            StorageType = samples.Buffer.Type,
            Dimensions = [signals.Count, samples.SampleCount],
            ElementCount = samples.Buffer.Count,
        };
        content.Signal = new SelectedSignal(array, samples.Buffer, samples.Issues);
        content.Format = samples.Formats is [var format] ? FormattableString.Invariant($"wfdb-{format}") : "wfdb";
        if (samples.SampleCount == 0)
        {
            throw new RejectedException(RejectionReason.EmptySignal, $"The signal files of {header.FileName} have no sample: check the recorder's export.");
        }

        return samples;
    }

    /// <summary>Returns the record's header for the buffer that was read.</summary>
    public WfdbHeader Described(WfdbSamples samples) => samples.Header with
    {
        Signals = [.. samples.Header.Signals.Select(signal => signal with { FileName = key.SourceName })],
    };

    /// <summary>Reads the annotation files beside the header. A file that cannot be read becomes an issue.</summary>
    /// <param name="samples">The record's samples.</param>
    /// <param name="recording">The recording made from the samples.</param>
    /// <param name="files">Counts the files that were read.</param>
    /// <param name="issues">Receives the issues.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="IOException">The store cannot be read now.</exception>
    public async Task<IReadOnlyList<Annotation>> ReadAnnotationsAsync(
        WfdbSamples samples, Recording recording, RecordFiles files, List<string> issues, CancellationToken cancellationToken)
    {
        var annotations = new List<Annotation>();
        foreach (string annotator in Annotators)
        {
            StoredObject? file = await store.OpenAsync(key.KeyBeside(annotator), cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                continue;
            }

            await using (file.ConfigureAwait(false))
            {
                annotations.AddRange(await file.ReadAsync(
                    content => Read(content, annotator, samples, recording, issues, cancellationToken), cancellationToken).ConfigureAwait(false));
                files.Add(file);
            }
        }

        return annotations;
    }

    private IReadOnlyList<Annotation> Read(
        Stream file, string annotator, WfdbSamples samples, Recording recording, List<string> issues, CancellationToken cancellationToken)
    {
        try
        {
            WfdbAnnotations read = WfdbAnnotationReader.Read(file, $"{header.RecordName}.{annotator}", cancellationToken);
            issues.AddRange(read.Issues);
            return ReferenceAnnotations.From(
                read, annotator, samples.FrameRate, samples.Header.SamplingFrequency, recording.Matrix.SampleCount, Names(samples, recording), issues);
        }
        catch (RejectedException unreadable)
        {
            issues.Add($"annotations left out: {unreadable.Message}");
            return [];
        }
    }

    // A lead is identified by the recording's name for it, which is unique even if two descriptions are equal.
    private static List<string?> Names(WfdbSamples samples, Recording recording)
    {
        var names = samples.SignalNames.ToList();
        for (int lead = 0; lead < recording.Leads.Count; lead++)
        {
            names[samples.SignalPlaces[lead]] = recording.Leads[lead].Name;
        }

        return names;
    }
}
