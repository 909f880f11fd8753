using Amazon.SQS;
using Amazon.SQS.Model;
using Ecg.Aws.Batches;
using Ecg.Aws.Metrics;
using Serilog;

namespace Ecg.Aws.Queues;

/// <summary>The function's loop without the function: takes messages from the queue itself.</summary>
internal sealed class QueueWorker
{
    private const string Name = "ecg-worker";

    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ShortPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly MessageQueue _queue;
    private readonly BatchConverter _converter;
    private readonly WorkerTiming _timing;
    private readonly ILogger _log;

    /// <summary>Creates a worker.</summary>
    /// <param name="sqs">The client.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="converter">Converts batches.</param>
    /// <param name="log">The log.</param>
    /// <param name="timing">How long messages are held; <see langword="null"/> for what suits a machine that may vanish.</param>
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

    /// <summary>Works until it is stopped or, if told so, until the queue has no more messages to hand out.</summary>
    /// <param name="once">Whether to end when the queue has no more.</param>
    /// <param name="report">Is given the outcome of each batch.</param>
    /// <param name="stop">
    /// Stops the work: a batch that has begun may end if it does so soon, else its messages are handed back.
    /// </param>
    /// <exception cref="QueueRefusedException">The queue cannot be used.</exception>
    /// <exception cref="IOException">The queue cannot be read, at the start or once.</exception>
    public async Task RunAsync(bool once, Action<BatchOutcome> report, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var giveUp = new CancellationTokenSource();
        using CancellationTokenRegistration stopping = stop.Register(() => giveUp.CancelAfter(_timing.StopGrace));
        int batches = 0;
        TimeSpan pause = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            IReadOnlyList<Message> messages;
            try
            {
                messages = await _queue.ReceiveAsync(once ? ShortPoll : LongPoll, _timing.Hidden, stop).ConfigureAwait(false);
                pause = TimeSpan.Zero;
                batches++;
            }
            catch (Exception) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (IOException exception) when (exception is not QueueRefusedException && !once && batches > 0)
            {
                pause = TimeSpan.FromSeconds(Math.Clamp(2 * pause.TotalSeconds, 1, LongestPause.TotalSeconds));
                _log.Warning("{why}; once more in {seconds} s", exception.Message, pause.TotalSeconds);
                await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (messages.Count > 0)
            {
                report(await HandleAsync(messages, giveUp.Token).ConfigureAwait(false));
            }
            else if (once)
            {
                return;
            }
        }
    }

    private async Task<BatchOutcome> HandleAsync(IReadOnlyList<Message> messages, CancellationToken giveUp)
    {
        using var working = new CancellationTokenSource();
        Task hiding = KeepHiddenAsync(messages, working.Token);
        BatchOutcome outcome;
        try
        {
            var run = new BatchRun { RequestId = Guid.NewGuid().ToString(), FunctionName = Name };
            outcome = await _converter.ConvertAsync([.. messages.Select(ToQueueMessage)], run, giveUp).ConfigureAwait(false);
        }
        finally
        {
            await working.CancelAsync().ConfigureAwait(false);
            await hiding.ConfigureAwait(false);
        }

        var failed = outcome.FailedMessages.ToHashSet(StringComparer.Ordinal);
        await AcknowledgeAsync([.. messages.Where(message => !failed.Contains(message.MessageId))]).ConfigureAwait(false);
        if (giveUp.IsCancellationRequested)
        {
            await HandBackAsync([.. messages.Where(message => failed.Contains(message.MessageId))]).ConfigureAwait(false);
        }

        return outcome;
    }

    private static QueueMessage ToQueueMessage(Message message) => new(message.MessageId, message.Body ?? "");

    private async Task KeepHiddenAsync(IReadOnlyList<Message> messages, CancellationToken done)
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
                await _queue.HideAsync(messages, _timing.Hidden, done).ConfigureAwait(false);
            }
            catch (Exception) when (done.IsCancellationRequested)
            {
                return;
            }
            catch (IOException exception)
            {
                // Then another worker may take the same messages, which does no harm.
                _log.Warning("Messages may be delivered twice: {why}", exception.Message);
            }
        }
    }

    private async Task AcknowledgeAsync(IReadOnlyList<Message> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        try
        {
            IReadOnlyList<int> deleted = await _queue.DeleteAsync(messages, CancellationToken.None).ConfigureAwait(false);
            if (deleted.Count < messages.Count)
            {
                _log.Warning("{messages} messages that are done with could not be deleted; they will be delivered again", messages.Count - deleted.Count);
            }
        }
        catch (IOException exception) when (exception is not QueueRefusedException)
        {
            _log.Warning("Messages that are done with will be delivered again: {why}", exception.Message);
        }
    }

    private async Task HandBackAsync(IReadOnlyList<Message> messages)
    {
        if (messages.Count == 0)
        {
            return;
        }

        try
        {
            await _queue.HideAsync(messages, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            _log.Warning("Messages are handed back only after {seconds} s: {why}", _timing.Hidden.TotalSeconds, exception.Message);
        }
    }
}
