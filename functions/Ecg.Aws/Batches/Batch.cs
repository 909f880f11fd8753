using System.Collections.Concurrent;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Formats;
using Ecg.Lake;
using Serilog;

namespace Ecg.Aws.Batches;

/// <summary>One batch at work: each message an outcome of its own, each recording converted once.</summary>
internal sealed class Batch(
    PipelineServices services,
    SettledConverter converter,
    DatasetRecordings datasets,
    PlaceLimit places,
    ILogger log,
    CancellationToken stop)
{
    private readonly ConcurrentDictionary<(string Bucket, string Key), Lazy<Task<bool>>> _recordings = new();
    private readonly ConcurrentDictionary<string, IBucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ConversionResult> _results = new();
    private int _unfinished;

    /// <summary>The outcomes so far.</summary>
    public IReadOnlyList<ConversionResult> Results => [.. _results];

    /// <summary>What was begun or asked for, and came to no outcome.</summary>
    public int Unfinished => _unfinished;

    /// <summary>Works on the messages side by side until all are done, or until work that was stopped does not end.</summary>
    /// <returns>The messages that are not done, in their order.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IReadOnlyList<QueueMessage> messages, TimeSpan grace)
    {
        var work = messages.Select(message => (message.Id, Done: HandleAsync(message))).ToList();
        Task<bool[]> all = Task.WhenAll(work.Select(item => item.Done));
        await Task.WhenAny(all, StoppedAsync(grace)).ConfigureAwait(false);
        foreach ((string? id, Task<bool>? done) in work)
        {
            if (!done.IsCompleted)
            {
                log.Warning("Out of time: message {message_id} goes back to the queue while its work still runs", id);
                Interlocked.Increment(ref _unfinished);
            }
        }

        return [.. work.Where(item => item.Done is not { IsCompletedSuccessfully: true, Result: true }).Select(item => item.Id)];
    }

    private async Task StoppedAsync(TimeSpan grace)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(grace, services.Clock, CancellationToken.None).ConfigureAwait(false);
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
            bool[] outcomes = await Task.WhenAll(upload.Objects.Select(uploaded => ConvertAsync(uploaded, messageLog))).ConfigureAwait(false);
            return outcomes.All(done => done);
        }
        catch (FormatException exception)
        {
            messageLog.Error("Message not understood, it goes back to the queue: {why}", exception.Message);
        }
        catch (Exception exception) when (stop.IsCancellationRequested)
        {
            messageLog.Warning("Out of time, the message goes back to the queue: {why}", OneLine.Clean(exception.Message));
        }
        catch (IOException exception)
        {
            messageLog.Error("Message failed, it goes back to the queue: {why}", OneLine.Clean(exception.Message));
        }
        catch (Exception exception)
        {
            messageLog.Error(exception, "Message failed, it goes back to the queue");
        }

        Interlocked.Increment(ref _unfinished);
        return false;
    }

    private static void Report(UploadMessage upload, ILogger log)
    {
        foreach (string ignored in upload.Ignored)
        {
            log.Debug("Nothing to do for {what}", ignored);
        }

        foreach (string unknown in upload.Unknown)
        {
            log.Warning("Skipped, because the event is not known: {what}", unknown);
        }
    }

    private Task<bool> ConvertAsync(UploadedObject uploaded, ILogger log)
    {
        IBucket raw = _buckets.GetOrAdd(uploaded.Bucket, services.Raw);
        switch (UploadedKey.KindOf(uploaded.Key))
        {
            case UploadKind.Recording:
                return ConvertOnce(raw, uploaded.Bucket, uploaded.Key);
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

    private async Task<bool> ConvertWithHeaderAsync(IBucket raw, string bucket, string header)
    {
        string matFile = UploadedKey.Beside(header, PipelineContract.RecordingSuffix);
        bool isBeside;
        using (await places.EnterAsync(stop).ConfigureAwait(false))
        {
            isBeside = await raw.FindAsync(matFile, stop).ConfigureAwait(false) is not null;
        }

        return await ConvertOnce(raw, bucket, isBeside ? matFile : header).ConfigureAwait(false);
    }

    private async Task<bool> ConvertDatasetAsync(IBucket raw, UploadedObject uploaded, ILogger log)
    {
        // So few at a time that a dataset of any size takes no memory of its own.
        using var ahead = new SemaphoreSlim(2 * services.Parallelism);
        var running = new List<Task<bool>>();
        bool allDone = true;
        try
        {
            await foreach (BucketEntry? entry in datasets.FindAsync(raw, uploaded.Key, log, stop).ConfigureAwait(false))
            {
                await ahead.WaitAsync(stop).ConfigureAwait(false);
                foreach (Task<bool>? ended in running.Where(task => task.IsCompleted).ToList())
                {
                    running.Remove(ended);
                    allDone &= await ended.ConfigureAwait(false);
                }

                running.Add(ReleaseAsync(ConvertOnce(raw, uploaded.Bucket, entry.Key), ahead));
            }
        }
        finally
        {
            // Even if the search for more has failed: the batch ends when its work has.
            foreach (bool done in await Task.WhenAll(running).ConfigureAwait(false))
            {
                allDone &= done;
            }
        }

        return allDone;
    }

    private static async Task<bool> ReleaseAsync(Task<bool> task, SemaphoreSlim ahead)
    {
        try
        {
            return await task.ConfigureAwait(false);
        }
        finally
        {
            ahead.Release();
        }
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
                recordingLog.Information("The disk was full of what others took of it: once more, alone");
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
            case ConversionStatus.Gone:
                log.Information("Gone: {detail}", result.Detail);
                break;
            default:
                log.Error(result.Exception is IOException ? null : result.Exception, "Failed: {reason}, {detail}", result.Reason, result.Detail);
                break;
        }
    }
}
