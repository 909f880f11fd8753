using Ecg.Aws.Metrics;
using Ecg.Formats;
using Ecg.Lake;
using Serilog;

namespace Ecg.Aws.Batches;

/// <summary>Converts the recordings in batches of messages: the loop of the function and of <c>ecg worker</c>.</summary>
/// <remarks>One per process. It can process several batches at once.</remarks>
internal sealed class BatchConverter
{
    // The memory for each concurrent recording besides its samples: a part of an upload, a row group.
    private const long MemoryOfPlace = 40 << 20;

    private readonly PipelineServices _services;
    private readonly SettledConverter _converter;
    private readonly DatasetUpload _datasets;
    private readonly PlaceLimit _places;
    private int _batches;

    /// <summary>Creates the loop.</summary>
    public BatchConverter(PipelineServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        _services = services;
        int places = (int)Math.Clamp(services.MemoryBytes / 2 / MemoryOfPlace, 1, services.Parallelism);
        _places = new PlaceLimit(places);
        long samplesMemory = Math.Max(0, services.MemoryBytes - (places * MemoryOfPlace));
        var scratch = new ScratchSpace(
            samplesMemory, services.DiskBytes, $"raise {PipelineContract.DiskVariable} (the stack's functionEphemeralStorageMb)");
        _converter = new SettledConverter(services.Lake, services.Options, scratch);
        _datasets = new DatasetUpload(services.Queue, services.Clock);
    }

    /// <summary>Converts the recordings of a batch.</summary>
    /// <param name="messages">The messages, each with its own outcome.</param>
    /// <param name="run">The context of the run.</param>
    /// <param name="cancellationToken">Cancels the work: unfinished messages are among the failed ones.</param>
    /// <param name="onDone">Called for each message as soon as it is finished; <see langword="null"/> for none.</param>
    /// <returns>The outcome. All errors are in it and in the log; nothing is thrown.</returns>
    public async Task<BatchOutcome> ConvertAsync(
        IReadOnlyList<QueueMessage> messages,
        BatchRun run,
        CancellationToken cancellationToken,
        Func<QueueMessage, Task>? onDone = null)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(run);
        long start = _services.Clock.GetTimestamp();
        var deadline = BatchDeadline.Of(run.RemainingTime);
        ILogger log = _services.Log.ForContext("request_id", run.RequestId);
        using CancellationTokenSource timer = TimerOf(deadline.Work);
        using CancellationTokenSource noticeTimer = TimerOf(deadline.Notice);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);

        var batch = new Batch(_services, _converter, _datasets, _places, log, stop.Token);
        IReadOnlyList<QueueMessage> failed = await batch.RunAsync(
            messages, run.Grace ?? deadline.Grace, onDone ?? (_ => Task.CompletedTask)).ConfigureAwait(false);
        IReadOnlyList<ConversionResult> results = batch.Results;
        using var notice = CancellationTokenSource.CreateLinkedTokenSource(noticeTimer.Token, cancellationToken);
        await HandBackAsync(failed, log, notice.Token).ConfigureAwait(false);
        await TellAsync(results, run, notice.Token).ConfigureAwait(false);
        BatchTally tally = TallyOf(results, batch, _services.Clock.GetElapsedTime(start));
        WriteMetrics(tally, run, log);
        log.Information(
            "Batch of {messages} messages: {converted} converted, {rejected} rejected, {failed} failed, {gone} gone, {handed_back} messages back to the queue",
            messages.Count,
            tally.Converted,
            tally.Rejected,
            tally.Failed,
            tally.Gone,
            failed.Count);
        return new BatchOutcome([.. failed.Select(message => message.Id)], results);
    }

    // Otherwise they would wait for the queue's visibility timeout, half an hour.
    private async Task HandBackAsync(IReadOnlyList<QueueMessage> failed, ILogger log, CancellationToken cancellationToken)
    {
        if (_services.Queue is not { } queue || failed.Count == 0 || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await queue.HideAsync(
                [.. failed.Where(message => message.ReceiptHandle is not null).Select(message => (message.ReceiptHandle!, RetryDelay.Of(message.ReceiveCount)))],
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            log.Warning("Failed messages reappear only after the queue's visibility timeout: {why}", OneLine.Clean(exception.Message));
        }
    }

    private CancellationTokenSource TimerOf(TimeSpan? time) =>
        time is { } limit ? new CancellationTokenSource(limit, _services.Clock) : new CancellationTokenSource();

    private async Task TellAsync(IReadOnlyList<ConversionResult> results, BatchRun run, CancellationToken cancellationToken)
    {
        var rejected = results.Where(result => result.Status == ConversionStatus.Rejected).ToList();
        if (rejected.Count > 0 && _services.Rejections is { } channel)
        {
            await channel.TellAsync(rejected, run.LogLink, cancellationToken).ConfigureAwait(false);
        }
    }

    private BatchTally TallyOf(IReadOnlyList<ConversionResult> results, Batch batch, TimeSpan duration) => new(
        results.Count(result => result.Status == ConversionStatus.Converted),
        results.Count(result => result.Status == ConversionStatus.Rejected),
        results.Count(result => result.Status == ConversionStatus.Failed) + batch.Unfinished,
        results.Count(result => result.Status == ConversionStatus.Gone),
        batch.Missing,
        results.Sum(result => result.BytesIn),
        results.Sum(result => result.BytesOut),
        duration,
        Interlocked.Increment(ref _batches) == 1);

    private void WriteMetrics(BatchTally tally, BatchRun run, ILogger log)
    {
        try
        {
            _services.Metrics.WriteLine(EmbeddedMetrics.Line(tally, run, _services.Clock.GetUtcNow()));
        }
        catch (IOException exception)
        {
            log.Warning("The metrics were not written: {why}", OneLine.Clean(exception.Message));
        }
    }
}
