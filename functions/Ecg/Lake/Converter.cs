using Ecg.Lake.Schema;
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
    private readonly RecordingReader _reader;

    /// <summary>Creates a converter.</summary>
    /// <param name="raw">Holds the recordings, their headers and the datasets' metadata.</param>
    /// <param name="lake">Takes the four tables.</param>
    /// <param name="options">What the caller decides.</param>
    public Converter(IObjectStore raw, IObjectStore lake, ConversionOptions options)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(lake);
        ArgumentNullException.ThrowIfNull(options);
        _raw = raw;
        _lake = lake;
        _options = options;
        _reader = new RecordingReader(raw, options.Defaults);
    }

    /// <summary>Converts the object as it is now.</summary>
    /// <param name="key">The key of a MAT-file in the raw store.</param>
    /// <param name="cancellationToken">Stops the conversion; nothing half-written is left.</param>
    /// <returns>The outcome. Errors of the stores and of the input are outcomes, not exceptions.</returns>
    /// <exception cref="OperationCanceledException">The conversion was stopped.</exception>
    public async Task<ConversionResult> ConvertAsync(string key, CancellationToken cancellationToken)
    {
        var recordingKey = RecordingKey.Parse(key, _options.Dataset);
        try
        {
            return await ConvertAsync(recordingKey, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // What breaks while a conversion is being stopped, breaks because of it.
            cancellationToken.ThrowIfCancellationRequested();
            return Failed(recordingKey, exception);
        }
    }

    private async Task<ConversionResult> ConvertAsync(RecordingKey key, CancellationToken cancellationToken)
    {
        var raw = await _raw.OpenAsync(key.Key, cancellationToken).ConfigureAwait(false);
        if (raw is null)
        {
            return Outcome(key, ConversionStatus.Gone) with { Detail = "the object is no longer there" };
        }

        await using (raw.ConfigureAwait(false))
        {
            if (WhyUnnameable(key) is { } why)
            {
                return Rejected(key, raw.Length, new RejectedException(RejectionReason.TooLarge, why));
            }

            try
            {
                return await ConvertAsync(key, raw, cancellationToken).ConfigureAwait(false);
            }
            catch (RejectedException rejection)
            {
                return await RejectAsync(key, raw, rejection, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<ConversionResult> ConvertAsync(RecordingKey key, StoredObject raw, CancellationToken cancellationToken)
    {
        using var content = await _reader.ReadAsync(key, raw, cancellationToken).ConfigureAwait(false);
        return content.Recording is { } recording
            ? await WriteAsync(key, SourceOf(key, raw, cancellationToken), recording, cancellationToken).ConfigureAwait(false)
            : throw content.Rejection!;
    }

    private RecordSource SourceOf(RecordingKey key, StoredObject raw, CancellationToken cancellationToken) =>
        new(key.RecordId, _raw.UriOf(key.Key), raw.GetETag(cancellationToken), raw.Length);

    private async Task<ConversionResult> WriteAsync(
        RecordingKey key,
        RecordSource source,
        Recording recording,
        CancellationToken cancellationToken)
    {
        using var samples = new SamplesTable(recording, source, _options.Normalize);
        IReadOnlyList<LeadMeasures> measures = [];
        long written = 0;
        await PutAsync(
            PipelineContract.SamplesTable,
            output => (measures, written) = samples.Write(output, cancellationToken)).ConfigureAwait(false);

        var assessment = QualityAssessment.Assess(recording, measures);
        AssessedLead[] leads = [.. recording.Leads.Select((lead, i) => new AssessedLead(lead, measures[i], assessment.Leads[i]))];
        await PutAsync(
            PipelineContract.LeadsTable,
            output => written += LeadsTable.Schema.Write(output, source, leads)).ConfigureAwait(false);
        await DeleteAsync(PipelineContract.RejectedTable).ConfigureAwait(false);
        await PutAsync(
            PipelineContract.RecordsTable,
            output => written += RecordsTable.Schema.Write(output, source, new AssessedRecording(source, recording, assessment))).ConfigureAwait(false);

        return Outcome(key, ConversionStatus.Converted) with
        {
            Format = recording.Format,
            Leads = [.. recording.Leads.Select(lead => lead.Name)],
            Samples = recording.Matrix.SampleCount,
            SamplingRate = recording.SamplingRate,
            Quality = assessment.Quality,
            Issues = assessment.Issues,
            BytesIn = source.Bytes,
            BytesOut = written,
        };

        Task PutAsync(string table, Action<Stream> write) => _lake.PutAsync(key.PathIn(table), write, cancellationToken);

        Task DeleteAsync(string table) => _lake.DeleteAsync(key.PathIn(table), cancellationToken);
    }

    private async Task<ConversionResult> RejectAsync(
        RecordingKey key,
        StoredObject raw,
        RejectedException rejection,
        CancellationToken cancellationToken)
    {
        var source = SourceOf(key, raw, cancellationToken);
        string[] tables = [PipelineContract.RecordsTable, PipelineContract.LeadsTable, PipelineContract.SamplesTable];
        foreach (var table in tables)
        {
            await _lake.DeleteAsync(key.PathIn(table), cancellationToken).ConfigureAwait(false);
        }

        await _lake.PutAsync(
            key.PathIn(PipelineContract.RejectedTable),
            output => RejectedTable.Schema.Write(output, source, new RejectedRecording(source, rejection)),
            cancellationToken).ConfigureAwait(false);
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

        var remedy = _options.Dataset is null ? "shorten the first folder of the recording's key" : "name the dataset in fewer letters";
        return $"The dataset {OneLine.Quote(key.Dataset)} makes {why}: {remedy}.";
    }

    private ConversionResult Rejected(RecordingKey key, long bytes, RejectedException rejection) =>
        Outcome(key, ConversionStatus.Rejected) with
        {
            Reason = rejection.Reason.Code(),
            Detail = rejection.Message,
            BytesIn = bytes,
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
