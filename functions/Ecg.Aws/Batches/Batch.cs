using System.Collections.Concurrent;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Formats;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Serilog;
using Serilog.Events;

namespace Ecg.Aws.Batches;

/// <summary>One batch at work: each message an outcome of its own, each recording converted once.</summary>
internal sealed class Batch(
    PipelineServices services,
    SettledConverter converter,
    DatasetUpload datasets,
    PlaceLimit places,
    ILogger log,
    CancellationToken stop)
{
    private readonly ConcurrentDictionary<(string Bucket, string Key), Lazy<Task<bool>>> _recordings = new();
    private readonly ConcurrentDictionary<string, IBucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ConversionResult> _results = new();
    private int _unfinished;
    private int _missing;

    /// <summary>The outcomes so far.</summary>
    public IReadOnlyList<ConversionResult> Results => [.. _results];

    /// <summary>What was begun or asked for, and came to no outcome.</summary>
    public int Unfinished => _unfinished;

    /// <summary>How many recordings were found of which the lake knew nothing.</summary>
    public int Missing => _missing;

    /// <summary>Works on the messages side by side until all are done, or until work that was stopped does not end.</summary>
    /// <param name="messages">The messages.</param>
    /// <param name="grace">How long work that was told to stop is waited for.</param>
    /// <param name="onDone">Told of each message that is done with; never throws.</param>
    /// <returns>The messages that are not done, in their order.</returns>
    public async Task<IReadOnlyList<QueueMessage>> RunAsync(
        IReadOnlyList<QueueMessage> messages, TimeSpan grace, Func<QueueMessage, Task> onDone)
    {
        var work = messages.Select(message => (Message: message, Done: HandleAsync(message, onDone))).ToList();
        Task<bool[]> all = Task.WhenAll(work.Select(item => item.Done));
        await Task.WhenAny(all, StoppedAsync(grace)).ConfigureAwait(false);
        foreach ((QueueMessage message, Task<bool> done) in work)
        {
            if (!done.IsCompleted)
            {
                log.Warning("Out of time: message {message_id} is returned to the queue while it is still being processed", message.Id);
                Interlocked.Increment(ref _unfinished);
            }
        }

        return [.. work.Where(item => item.Done is not { IsCompletedSuccessfully: true, Result: true }).Select(item => item.Message)];
    }

    private async Task StoppedAsync(TimeSpan grace)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(grace, services.Clock, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> HandleAsync(QueueMessage message, Func<QueueMessage, Task> onDone)
    {
        bool isDone = await HandleAsync(message).ConfigureAwait(false);
        if (isDone)
        {
            await onDone(message).ConfigureAwait(false);
        }

        return isDone;
    }

    private async Task<bool> HandleAsync(QueueMessage message)
    {
        // So that a message that is all parsing does not hold up the next one.
        await Task.Yield();
        ILogger messageLog = log.ForContext("message_id", message.Id);
        try
        {
            UploadMessage upload = UploadMessageReader.Read(message.Body);
            Report(upload, messageLog);
            if (upload.Reconcile is { } bucket)
            {
                await ReconcileAsync(bucket, messageLog).ConfigureAwait(false);
            }

            bool[] outcomes = await Task.WhenAll(upload.Objects.Select(uploaded => ConvertAsync(uploaded, messageLog))).ConfigureAwait(false);
            return outcomes.All(done => done);
        }
        catch (FormatException exception)
        {
            messageLog.Error("Message not understood, returned to the queue: {why}", exception.Message);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            messageLog.Warning("Out of time, message returned to the queue: {why}", OneLine.Clean(exception.Message));
        }
        catch (IOException exception)
        {
            messageLog.Error("Message failed, returned to the queue: {why}", OneLine.Clean(exception.Message));
        }
        catch (Exception exception)
        {
            messageLog.Error(exception, "Message failed, returned to the queue");
        }

        Interlocked.Increment(ref _unfinished);
        return false;
    }

    // Each gets a message of its own, as if it had just arrived.
    private async Task ReconcileAsync(string bucket, ILogger log)
    {
        const int BatchSize = 10;
        using (await places.EnterAsync(stop).ConfigureAwait(false))
        {
            KnownRecordings known = await Reconciliation.KnownAsync(services.Lake, stop).ConfigureAwait(false);
            IBucket raw = _buckets.GetOrAdd(bucket, services.Raw);
            IAsyncEnumerable<BucketEntry> missing = Reconciliation.MissingAsync(raw, "", known, services.Clock.GetUtcNow(), stop);
            await foreach (BucketEntry[] batch in missing.Chunk(BatchSize).WithCancellation(stop).ConfigureAwait(false))
            {
                if (services.Queue is { } queue)
                {
                    await queue.SendAsync([.. batch.Select(entry => UploadMessageWriter.Write(bucket, entry, services.Clock.GetUtcNow()))], stop).ConfigureAwait(false);
                }

                Interlocked.Add(ref _missing, batch.Length);
            }

            log.Write(
                _missing > 0 ? LogEventLevel.Warning : LogEventLevel.Information,
                "Reconciled {bucket}: {known} recordings known, {missing} missing and queued",
                bucket,
                known.Count,
                _missing);
        }
    }

    private static void Report(UploadMessage upload, ILogger log)
    {
        foreach (string ignored in upload.Ignored)
        {
            log.Debug("Nothing to do for {what}", ignored);
        }

        foreach (string unknown in upload.Unknown)
        {
            log.Warning("Skipped, unknown event: {what}", unknown);
        }
    }

    private Task<bool> ConvertAsync(UploadedObject uploaded, ILogger log)
    {
        IBucket raw = _buckets.GetOrAdd(uploaded.Bucket, services.Raw);
        switch (UploadedKey.KindOf(uploaded.Key))
        {
            case UploadKind.Recording:
                return ConvertMatFileAsync(raw, uploaded.Bucket, uploaded.Key);
            case UploadKind.Header:
                return ConvertWithHeaderAsync(raw, uploaded.Bucket, uploaded.Key);
            case UploadKind.PartOfRecord:
                return ConvertOnce(raw, uploaded.Bucket, UploadedKey.Beside(uploaded.Key, PipelineContract.HeaderSuffix));
            case UploadKind.Info:
                return ConvertOnce(raw, uploaded.Bucket, UploadedKey.Beside(uploaded.Key, PipelineContract.RecordingSuffix));
            case UploadKind.DatasetFile:
                return ConvertDatasetAsync(raw, uploaded, log);
            default:
                log.Debug("Nothing to do for {bucket}/{key}", uploaded.Bucket, uploaded.Key);
                return Task.FromResult(true);
        }
    }

    // A.MAT may have been converted before A.mat came: the two would be one recording, and the converter rejects the first now. To
    // ask costs a HEAD, 0.0004 USD a thousand, as a GET does. A LIST of what stands beside a file costs 0.005 USD a thousand, and
    // would save four of these at most, eleven beside a WFDB record: nothing is listed. (Amazon S3 pricing, Standard, us-east-1.)
    private async Task<bool> ConvertMatFileAsync(IBucket raw, string bucket, string key)
    {
        bool isDone = await ConvertOnce(raw, bucket, key).ConfigureAwait(false);
        if (!key.EndsWith(PipelineContract.RecordingSuffix, StringComparison.Ordinal))
        {
            return isDone;
        }

        string twin = UploadedKey.Beside(key, PipelineContract.RecordingSuffix.ToUpperInvariant());
        bool hasTwin;
        using (await places.EnterAsync(stop).ConfigureAwait(false))
        {
            hasTwin = await raw.FindAsync(twin, stop).ConfigureAwait(false) is not null;
        }

        return hasTwin ? await ConvertOnce(raw, bucket, twin).ConfigureAwait(false) && isDone : isDone;
    }

    private async Task<bool> ConvertWithHeaderAsync(IBucket raw, string bucket, string header)
    {
        string? matFile;
        using (await places.EnterAsync(stop).ConfigureAwait(false))
        {
            matFile = await FindMatFileAsync(raw, header).ConfigureAwait(false);
        }

        return await ConvertOnce(raw, bucket, matFile ?? header).ConfigureAwait(false);
    }

    private async Task<string?> FindMatFileAsync(IBucket raw, string header)
    {
        string[] spellings = [PipelineContract.RecordingSuffix, PipelineContract.RecordingSuffix.ToUpperInvariant()];
        foreach (string spelling in spellings)
        {
            string matFile = UploadedKey.Beside(header, spelling);
            if (await raw.FindAsync(matFile, stop).ConfigureAwait(false) is not null)
            {
                return matFile;
            }
        }

        return null;
    }

    private async Task<bool> ConvertDatasetAsync(IBucket raw, UploadedObject uploaded, ILogger log)
    {
        IReadOnlyList<string> recordings;
        using (await places.EnterAsync(stop).ConfigureAwait(false))
        {
            recordings = await datasets.SendAsync(raw, uploaded, log, stop).ConfigureAwait(false);
        }

        bool[] outcomes = await Task.WhenAll(recordings.Select(key => ConvertOnce(raw, uploaded.Bucket, key))).ConfigureAwait(false);
        return outcomes.All(done => done);
    }

    private Task<bool> ConvertOnce(IBucket raw, string bucket, string key) =>
        _recordings.GetOrAdd((bucket, key), _ => new Lazy<Task<bool>>(() => ConvertAsync(raw, bucket, key))).Value;

    /// <summary>Converts a recording.</summary>
    /// <returns>Whether it is done with; never throws.</returns>
    private async Task<bool> ConvertAsync(IBucket raw, string bucket, string key)
    {
        ILogger recordingLog = log
            .ForContext("bucket", bucket)
            .ForContext("key", key)
            .ForContext("record_id", RecordingKey.Parse(key).RecordId);
        try
        {
            ConversionResult result;
            using (await places.EnterAsync(stop).ConfigureAwait(false))
            {
                result = await RunAsync(raw, key, recordingLog).ConfigureAwait(false);
            }

            if (result.Exception is ScratchFullException)
            {
                recordingLog.Information("Other recordings filled the memory or the temporary disk: converting again, alone");
                using (await places.EnterAloneAsync(stop).ConfigureAwait(false))
                {
                    result = await RunAsync(raw, key, recordingLog).ConfigureAwait(false);
                }
            }

            _results.Enqueue(result);
            Report(result, recordingLog);
            return result.Status != ConversionStatus.Failed;
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            recordingLog.Warning("Out of time, handed back: {why}", OneLine.Clean(exception.Message));
        }
        catch (IOException exception)
        {
            recordingLog.Error("Failed: {why}", OneLine.Clean(exception.Message));
        }
        catch (Exception exception)
        {
            recordingLog.Error(exception, "Failed");
        }

        Interlocked.Increment(ref _unfinished);
        return false;
    }

    private Task<ConversionResult> RunAsync(IBucket raw, string key, ILogger recordingLog) =>
        Task.Run(() => converter.ConvertAsync(raw, key, recordingLog, stop), stop);

    private static void Report(ConversionResult result, ILogger log)
    {
        switch (result.Status)
        {
            case ConversionStatus.Converted:
                log.Information(
                    "Converted: {leads} leads, {samples} samples, {bytes_in} bytes in, {bytes_out} bytes out, quality {quality}",
                    result.Leads.Count,
                    result.Samples,
                    result.BytesIn,
                    result.BytesOut,
                    result.Quality);
                break;
            case ConversionStatus.Rejected:
                log.Warning("Rejected: {reason}, {detail}", result.Reason, result.Detail);
                break;
            case ConversionStatus.Waiting:
                log.Information("Waiting: {detail}", result.Detail);
                break;
            case ConversionStatus.Skipped:
                log.Information("Skipped: {detail}", result.Detail);
                break;
            case ConversionStatus.Gone:
                log.Information("Gone: {detail}", result.Detail);
                break;
            default:
                log.Error(result.Exception is IOException ? null : result.Exception, "Failed: {reason}, {detail}", result.Reason, result.Detail);
                break;
        }
    }
}
