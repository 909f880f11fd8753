using Ecg.Annotations;
using Ecg.Annotations.Beats;
using Ecg.Formats;
using Ecg.Lake.Reading;
using Ecg.Lake.Samples;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;
using Ecg.Privacy;
using Ecg.Signals;
using Ecg.Signals.Assessment;

namespace Ecg.Lake;

/// <summary>Converts raw objects of one store into the tables of a lake in another.</summary>
/// <remarks>
/// Safe for use by several threads, one object each. Converting an object again writes the same objects with the same
/// bytes. The row in <c>records</c> is written last, and taken away first when a recording is rejected, so that a
/// recording with a row has its samples.
/// </remarks>
public sealed class Converter
{
    private readonly IObjectStore _raw;
    private readonly IObjectStore _lake;
    private readonly ConversionOptions _options;
    private readonly ScratchSpace? _scratch;
    private readonly StandingRows _rows;
    private readonly RecordSegments _segments;

    /// <summary>Creates a converter.</summary>
    /// <param name="raw">Holds the recordings, their headers and the datasets' metadata.</param>
    /// <param name="lake">Takes the five tables.</param>
    /// <param name="options">What the caller decides.</param>
    /// <param name="scratch">What recordings take memory and disk of; <see langword="null"/> for no limits.</param>
    public Converter(IObjectStore raw, IObjectStore lake, ConversionOptions options, ScratchSpace? scratch = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        _raw = raw;
        _lake = lake;
        _options = options;
        _scratch = scratch;
        _rows = new StandingRows(lake);
        _segments = new RecordSegments(raw, lake, _rows, options);
    }

    /// <summary>Converts the object as it is now.</summary>
    /// <param name="key">
    /// The key of a MAT-file in the raw store, or of a WFDB record's header; a signal file's stands for that of the header
    /// beside it, which is the source of the record.
    /// </param>
    /// <param name="cancellationToken">Stops the conversion; nothing half-written is left.</param>
    /// <returns>The outcome. Errors of the stores and of the input are outcomes, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The conversion was stopped.</exception>
    public async Task<ConversionResult> ConvertAsync(string key, CancellationToken cancellationToken)
    {
        var recordingKey = RecordingKey.Parse(key, _options.Dataset);
        try
        {
            return recordingKey.IsSignalFile
                ? await ConvertSignalFileAsync(recordingKey, cancellationToken).ConfigureAwait(false)
                : await ConvertAsync(recordingKey, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // What breaks while a conversion is being stopped, breaks because of it.
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(recordingKey, exception);
        }
    }

    private async Task<ConversionResult> ConvertSignalFileAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        var header = RecordingKey.Parse(_raw.FindSpelling(key.HeaderKey), _options.Dataset);
        ConversionResult result = await ConvertAsync(header, cancellationToken).ConfigureAwait(false);
        return result.Status == ConversionStatus.Gone
            ? Waiting(key, $"its header {header.SourceName} is missing: put it beside the file.")
            : result;
    }

    private async Task<ConversionResult> ConvertAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (!key.IsHeader && await FindConvertedAsync(key, cancellationToken).ConfigureAwait(false) is { } converted)
        {
            return converted;
        }

        var read = new ReadObjects(_raw);
        StoredObject? raw = await read.OpenAsync(key.Key, cancellationToken).ConfigureAwait(false);
        if (raw is null && WhyUnnameable(key) is null && _raw.WhyUnreachable(key.Key) is { } obstacle)
        {
            RejectedException rejection = _options.Told(new RejectedException(RejectionReason.UnsupportedFormat, $"The file is {obstacle}."));
            var source = new RecordSource(key.RecordId, _raw.UriOf(key.Key), string.Empty, 0, ConversionOf(read, rejection));
            return await RejectAsync(key, source, rejection, cancellationToken).ConfigureAwait(false);
        }

        if (raw is null)
        {
            return Outcome(key, ConversionStatus.Gone) with { Detail = "the object no longer exists" };
        }

        await using (raw.ConfigureAwait(false))
        {
            if (WhyUnnameable(key) is { } why)
            {
                return Rejected(key, raw.Length, new RejectedException(RejectionReason.TooLarge, why));
            }

            if (await _segments.FindRecordAsync(key, cancellationToken).ConfigureAwait(false) is { } record)
            {
                await _segments.TakeAgainAsync(key, record, cancellationToken).ConfigureAwait(false);
                return Outcome(key, ConversionStatus.Skipped) with { Detail = $"a segment of {record}" };
            }

            try
            {
                return await ConvertAsync(key, raw, read, cancellationToken).ConfigureAwait(false);
            }
            catch (RejectedException cause)
            {
                RejectedException rejection = _options.Told(cause);
                RecordSource source = SourceOf(key, raw, read, rejection, cancellationToken);
                return await RejectAsync(key, source, rejection, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ConversionResult> ConvertAsync(
        RecordingKey key, StoredObject raw, ReadObjects read, CancellationToken cancellationToken)
    {
        if (await FindTwinAsync(key, cancellationToken).ConfigureAwait(false) is { } twin)
        {
            return await RejectTwinAsync(key, twin, raw, read, cancellationToken).ConfigureAwait(false);
        }

        var reader = new RecordingReader(read, _options.Defaults, _scratch);
        using RecordingContent content = await reader.ReadAsync(key, raw, cancellationToken).ConfigureAwait(false);
        if (key.IsHeader && await WhyWaitingAsync(content, key, cancellationToken).ConfigureAwait(false) is { } why)
        {
            return Waiting(key, _options.Deidentify ? "files that its header names are not there yet: `ecg inspect` on the header lists them" : why);
        }

        if (content.Recording is not { } recording)
        {
            throw content.Rejection!;
        }

        if (key.IsHeader)
        {
            await RejectRivalAsync(key, cancellationToken).ConfigureAwait(false);
            await _segments.TakeAsync(key, content.Header!, cancellationToken).ConfigureAwait(false);
        }

        RecordSource source = SourceOf(key, raw, read, rejection: null, cancellationToken);
        source = content.Files is { } files
            ? source with { ETag = files.ETagWith(source.ETag), Bytes = source.Bytes + files.Bytes }
            : source;
        if (key.IsHeader && _options.SkipConverted
            && await _rows.ReadAsync(key, PipelineContract.RecordsTable, cancellationToken).ConfigureAwait(false) is { } row && row.IsOf(source))
        {
            return Skipped(key);
        }

        if (!_options.Deidentify)
        {
            return await WriteAsync(key, source, recording, content.Annotations, cancellationToken).ConfigureAwait(false);
        }

        Recording deidentified = SafeHarbor.Deidentify(recording);
        return await WriteAsync(
            key, source, deidentified, SafeHarbor.Deidentify(content.Annotations, recording, deidentified), cancellationToken).ConfigureAwait(false);
    }

    // A MAT-file's bytes tell without being decoded. A header's record is read first: what belongs to it is not known before.
    private async Task<ConversionResult?> FindConvertedAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (!_options.SkipConverted || WhyUnnameable(key) is not null || await _rows.ReadAsync(key, PipelineContract.RecordsTable, cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var read = new ReadObjects(_raw);
        StoredObject? raw = await read.OpenAsync(key.Key, cancellationToken).ConfigureAwait(false);
        if (raw is null)
        {
            return null;
        }

        await using (raw.ConfigureAwait(false))
        {
            await new RecordingReader(read, _options.Defaults).ReadBesideAsync(key, cancellationToken).ConfigureAwait(false);
            raw.GetETag(cancellationToken);
            return row.IsOf(SourceOf(key, raw, read, rejection: null, cancellationToken)) ? Skipped(key) : null;
        }
    }

    private async Task<string?> WhyWaitingAsync(RecordingContent content, RecordingKey key, CancellationToken cancellationToken)
    {
        if (content.Missing is { } missing)
        {
            return missing.Message;
        }

        return content.DescribesNoFile && !await HoldsBesideAsync(key, PipelineContract.SignalFileSuffix, cancellationToken).ConfigureAwait(false)
            ? content.Rejection?.Message ?? $"{key.Key} names no signal file: put the file it describes beside it."
            : null;
    }

    // The rows of both would stand under one record_id.
    private async Task RejectRivalAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        if (await HoldsBesideAsync(key, PipelineContract.RecordingSuffix, cancellationToken).ConfigureAwait(false))
        {
            throw new RejectedException(
                RejectionReason.HeaderMismatch,
                $"{key.KeyBeside(PipelineContract.RecordingSuffix[1..])} and the WFDB record of {key.Key} would both be the recording "
                + $"{OneLine.Quote(key.RecordId)}: remove one of them.");
        }
    }

    // A.MAT gives way to A.mat, whichever came first.
    private async Task<string?> FindTwinAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        string twin = key.KeyBeside(PipelineContract.RecordingSuffix[1..]);
        return !key.IsHeader && _raw.TellsCaseApart && twin != key.Key && await _raw.HoldsAsync(twin, cancellationToken).ConfigureAwait(false)
            ? twin
            : null;
    }

    // Under the record_id that both have, the rejection would take away the other's rows where the lake is published.
    private Task<ConversionResult> RejectTwinAsync(
        RecordingKey key, string twin, StoredObject raw, ReadObjects read, CancellationToken cancellationToken)
    {
        var rejection = new RejectedException(
            RejectionReason.HeaderMismatch,
            $"{key.Key} and {twin} would both be the recording {OneLine.Quote(key.RecordId)}: rename one of them. Until then the second is the recording.");
        RecordSource source = SourceOf(key, raw, read, rejection, cancellationToken) with { RecordId = key.RecordId + Path.GetExtension(key.Key) };
        return RejectAsync(key, source, rejection, cancellationToken);
    }

    private Task<bool> HoldsBesideAsync(RecordingKey key, string suffix, CancellationToken cancellationToken) =>
        _raw.HoldsAsync(_raw.FindSpelling(key.KeyBeside(suffix[1..])), cancellationToken);

    private RecordSource SourceOf(
        RecordingKey key, StoredObject raw, ReadObjects read, RejectedException? rejection, CancellationToken cancellationToken)
    {
        string etag = raw.GetETag(cancellationToken);
        return new RecordSource(key.RecordId, _raw.UriOf(key.Key), etag, raw.Length, ConversionOf(read, rejection));
    }

    // A rejection may have a cause that is not read, such as a second recording of the same name.
    private ConversionId ConversionOf(ReadObjects read, RejectedException? rejection) => ConversionId.Of(
    [
        ConverterVersion.Current,
        .. _options.Outcome,
        rejection?.Reason.Code(),
        rejection?.Message,
        .. read.Tags.SelectMany(file => new[] { file.Key, file.ETag }),
    ]);

    private async Task<ConversionResult> WriteAsync(
        RecordingKey key,
        RecordSource source,
        Recording recording,
        IReadOnlyList<Annotation> reference,
        CancellationToken cancellationToken)
    {
        // Where no samples stand, nothing else does: they are written first and deleted last.
        bool isReplacement = false;
        using var samples = new SamplesTable(recording, source, _options.Normalize, _options.Fill);
        (IReadOnlyList<LeadMeasures>? measures, IReadOnlyList<Beat>? beats, long samplesBytes) = await _lake.ReplaceAsync(
            key.PathIn(PipelineContract.SamplesTable),
            output => samples.Write(output, cancellationToken),
            async () =>
            {
                isReplacement = true;
                await _rows.RemoveOtherAsync(key, source, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);

        RecordingAssessment assessment = QualityAssessment.Assess(recording, measures);
        BeatStatistics? heart = beats is null ? null : BeatStatistics.Of(beats);
        AssessedLead[] leads = [.. recording.Leads.Select((lead, i) => new AssessedLead(lead, measures[i], assessment.Leads[i]))];
        long leadsBytes = await PutAsync(
            PipelineContract.LeadsTable, output => LeadsTable.Schema.Write(output, source, leads)).ConfigureAwait(false);
        long annotationsBytes = await PutAnnotationsAsync([.. AnnotationsOf(measures, beats, reference)
            .OrderBy(annotation => annotation.Start)
            .Select(annotation => new PlacedAnnotation(annotation, recording.SamplingRate))]).ConfigureAwait(false);
        await _rows.RemoveRejectionAsync(key, source, keepsNote: _options.NotesSegments, cancellationToken).ConfigureAwait(false);
        long recordsBytes = await PutAsync(
            PipelineContract.RecordsTable,
            output => RecordsTable.Schema.Write(output, source, new AssessedRecording(source, recording, assessment, heart))).ConfigureAwait(false);

        return Outcome(key, ConversionStatus.Converted) with
        {
            Format = recording.Format,
            Leads = [.. recording.Leads.Select(lead => lead.Name)],
            Samples = recording.Matrix.SampleCount,
            SamplingRate = recording.SamplingRate,
            HeartRateBpm = heart?.HeartRateBpm,
            Quality = assessment.Quality,
            Issues = assessment.Issues,
            BytesIn = source.Bytes,
            BytesOut = samplesBytes + leadsBytes + annotationsBytes + recordsBytes,
        };

        // Most recordings that are no ECG have nothing to tell, and no object then.
        async Task<long> PutAnnotationsAsync(PlacedAnnotation[] rows)
        {
            if (rows.Length > 0)
            {
                return await PutAsync(
                    PipelineContract.AnnotationsTable, output => AnnotationsTable.Schema.Write(output, source, rows)).ConfigureAwait(false);
            }

            if (isReplacement)
            {
                await _rows.RemoveAsync(key, PipelineContract.AnnotationsTable, cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }

        Task<T> PutAsync<T>(string table, Func<Stream, T> write) => _lake.PutAsync(key.PathIn(table), write, cancellationToken);
    }

    private static IEnumerable<Annotation> AnnotationsOf(
        IReadOnlyList<LeadMeasures> measures, IReadOnlyList<Beat>? beats, IReadOnlyList<Annotation> reference) =>
    [
        .. measures.SelectMany(lead => lead.Annotations),
        .. (beats ?? []).Select(beat => new Annotation(AnnotationSource.Pipeline, AnnotationKind.Beat, beat.Sample, beat.Sample) { RrMs = beat.RrMs }),
        .. reference,
    ];

    private async Task<ConversionResult> RejectAsync(
        RecordingKey key, RecordSource source, RejectedException rejection, CancellationToken cancellationToken)
    {
        await _rows.RejectAsync(key, source, rejection, cancellationToken).ConfigureAwait(false);
        return Rejected(key, source.Bytes, rejection);
    }

    // Nothing of such a recording can be in the lake, its rejection neither. Names of recordings are shortened; those of
    // datasets are partitions, and stand in full.
    private string? WhyUnnameable(RecordingKey key)
    {
        if (PipelineContract.Tables.Select(table => _lake.WhyTooLong(key.PathIn(table))).FirstOrDefault(why => why is not null) is not { } why)
        {
            return null;
        }

        string remedy = _options.Dataset is null ? "shorten the first folder of the recording's key" : "use a shorter dataset name";
        return $"The dataset {OneLine.Quote(key.Dataset)} makes {why}: {remedy}.";
    }

    private ConversionResult Rejected(RecordingKey key, long bytes, RejectedException rejection) =>
        Outcome(key, ConversionStatus.Rejected) with
        {
            Reason = rejection.Reason.Code(),
            Detail = rejection.Message,
            BytesIn = bytes,
        };

    private ConversionResult Skipped(RecordingKey key) => Outcome(key, ConversionStatus.Skipped) with { Detail = "already converted" };

    private ConversionResult Waiting(RecordingKey key, string detail) => Outcome(key, ConversionStatus.Waiting) with
    {
        Reason = "incomplete",
        Detail = detail,
    };

    private ConversionResult Failed(RecordingKey key, Exception exception) => Outcome(key, ConversionStatus.Failed) with
    {
        Reason = FailureReason.Of(exception),
        Detail = OneLine.Clean(exception.Message),
        Exception = exception,
    };

    private ConversionResult Outcome(RecordingKey key, ConversionStatus status) => new()
    {
        Key = key.Key,
        Source = _raw.UriOf(key.Key),
        Status = status,
        RecordId = key.RecordId,
        Dataset = key.Dataset,
    };
}
