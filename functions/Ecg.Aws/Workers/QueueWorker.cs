using System.Collections.Concurrent;
using System.Globalization;
using Amazon.SQS;
using Amazon.SQS.Model;
using Ecg.Aws.Batches;
using Ecg.Aws.Metrics;
using Ecg.Aws.Queues;
using Serilog;

namespace Ecg.Aws.Workers;

/// <summary>Runs the function's loop outside Lambda: receives messages from the queue itself.</summary>
internal sealed class QueueWorker
{
    private const string Name = "ecg-worker";

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortPoll = TimeSpan.FromSeconds(2);

    // Expired credentials may be renewed, and a changed policy takes a while.
    private const int MostRefusals = 8;
    private const int MostDoublings = 6;

    private readonly MessageQueue _queue;
    private readonly BatchConverter _converter;
    private readonly WorkerTiming _timing;
    private readonly ILogger _log;

    /// <summary>Creates a worker.</summary>
    /// <param name="sqs">The client.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="converter">Converts batches.</param>
    /// <param name="log">The log.</param>
    /// <param name="timing">The intervals; <see langword="null"/> for values that suit a machine that may vanish.</param>
    public QueueWorker(IAmazonSQS sqs, QueueAddress queue, BatchConverter converter, ILogger log, WorkerTiming? timing = null)
    {
        ArgumentNullException.ThrowIfNull(sqs);
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(converter);
        ArgumentNullException.ThrowIfNull(log);
        _queue = new MessageQueue(sqs, queue);
        _converter = converter;
        _log = log;
        _timing = timing ?? new WorkerTiming();
    }

    /// <summary>Works until it is stopped or, with <paramref name="once"/>, until the queue has no more visible messages.</summary>
    /// <param name="once">Whether to end when the queue has no more visible messages.</param>
    /// <param name="report">Receives the outcome of each batch.</param>
    /// <param name="stop">
    /// Stops the work: a running batch may finish if it does so soon; otherwise its messages are returned.
    /// </param>
    /// <exception cref="QueueRefusedException">The queue cannot be used: at the start, or repeatedly.</exception>
    /// <exception cref="IOException">The queue cannot be read, at the start or once.</exception>
    public async Task RunAsync(bool once, Action<BatchOutcome> report, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var giveUp = new CancellationTokenSource();
        using CancellationTokenRegistration stopping = stop.Register(() => giveUp.CancelAfter(_timing.StopGrace));
        int batches = 0;
        int failures = 0;
        while (!stop.IsCancellationRequested)
        {
            IReadOnlyList<Message> messages;
            try
            {
                messages = await _queue.ReceiveAsync(once ? ShortPoll : LongPoll, _timing.Hidden, stop).ConfigureAwait(false);
                batches++;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (IOException exception) when (!once && batches > 0 && (exception is not QueueRefusedException || failures < MostRefusals))
            {
                await PauseAsync(++failures, exception.Message, stop).ConfigureAwait(false);
                continue;
            }

            if (messages.Count == 0)
            {
                failures = 0;
                if (once)
                {
                    return;
                }

                continue;
            }

            BatchOutcome outcome = await HandleAsync(messages, giveUp.Token).ConfigureAwait(false);
            report(outcome);

            // A complete failure has another cause than the recordings.
            failures = outcome.FailedMessages.Count == messages.Count ? failures + 1 : 0;
            if (failures > 0)
            {
                await PauseAsync(failures, "no message of the batch was processed", stop).ConfigureAwait(false);
            }
        }
    }

    private async Task PauseAsync(int failures, string why, CancellationToken stop)
    {
        TimeSpan pause = _timing.FirstPause * Math.Pow(2, Math.Min(failures - 1, MostDoublings));
        _log.Warning("{why}; retrying in {seconds} s", why, pause.TotalSeconds);
        await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<BatchOutcome> HandleAsync(IReadOnlyList<Message> messages, CancellationToken giveUp)
    {
        var left = new ConcurrentDictionary<string, Message>(messages.Select(message => KeyValuePair.Create(message.MessageId, message)), StringComparer.Ordinal);
        using var working = new CancellationTokenSource();
        Task hiding = KeepHiddenAsync(left, working.Token);
        BatchOutcome outcome;
        try
        {
            var run = new BatchRun { RequestId = Guid.NewGuid().ToString(), FunctionName = Name, Grace = _timing.BatchGrace };
            outcome = await _converter.ConvertAsync(
                [.. messages.Select(ToQueueMessage)],
                run,
                giveUp,
                done => left.TryRemove(done.Id, out Message? message) ? AcknowledgeAsync(message) : Task.CompletedTask).ConfigureAwait(false);
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await hiding.ConfigureAwait(false);
        }

        if (giveUp.IsCancellationRequested)
        {
            await HandBackAsync([.. left.Values]).ConfigureAwait(false);
        }

        return outcome;
    }

    private static QueueMessage ToQueueMessage(Message message)
    {
        string? count = null;
        message.Attributes?.TryGetValue(MessageSystemAttributeName.ApproximateReceiveCount, out count);
        return new QueueMessage(message.MessageId, message.Body ?? "")
        {
            ReceiptHandle = message.ReceiptHandle,
            ReceiveCount = int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 1,
        };
    }

    private async Task KeepHiddenAsync(ConcurrentDictionary<string, Message> messages, CancellationToken done)
    {
        while (true)
        {
            await Task.Delay(_timing.Renewal, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
            {
                return;
            }

            try
            {
                await _queue.HideAsync([.. messages.Values], _timing.Hidden, done).ConfigureAwait(false);
            }
            catch (Exception) when (done.IsCancellationRequested)
            {
                return;
            }
            catch (IOException exception)
            {
                // Another worker may then receive the same messages, which is safe.
                _log.Warning("Messages may be delivered twice: {why}", exception.Message);
            }
        }
    }

    // Each as soon as it is finished: the slowest of a batch does not delay the others.
    private async Task AcknowledgeAsync(Message message)
    {
        using var timeout = new CancellationTokenSource(_timing.CallTimeout);
        try
        {
            IReadOnlyList<int> deleted = await _queue.DeleteAsync([message], timeout.Token).ConfigureAwait(false);
            if (deleted.Count == 0)
            {
                _log.Warning("A processed message could not be deleted; it will be delivered again");
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            _log.Warning("A processed message will be delivered again: {why}", OneLine.Clean(exception.Message));
        }
    }

    private async Task HandBackAsync(IReadOnlyList<Message> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(_timing.CallTimeout);
        try
        {
            await _queue.HideAsync(messages, TimeSpan.Zero, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            _log.Warning("Messages return to the queue only after {seconds} s: {why}", _timing.Hidden.TotalSeconds, OneLine.Clean(exception.Message));
        }
    }
}
