using Amazon.SQS.Model;
using Ecg.Aws.Queues;
using EndToEnd.Tests.Stack;

namespace EndToEnd.Tests.Delivery;

/// <summary>
/// What Lambda's event source mapping does between the queue and the function, with the mapping's recorded batch size and
/// concurrency: receives, hands over, deletes what is not among the failures. Failures, and batches of a function that died,
/// are made visible at once instead of after the visibility timeout; nothing else is faster than the real one.
/// </summary>
internal sealed class EventSource(RecordedStack stack)
{
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(3);

    private int _runs;
    private int _deaths;

    /// <summary>How many times the function was run.</summary>
    public int Runs => _runs;

    /// <summary>How many times it died.</summary>
    public int Deaths => _deaths;

    /// <summary>Feeds the function until the queue is empty.</summary>
    /// <param name="handler">The function.</param>
    /// <param name="uploads">Fills the queue meanwhile; <see langword="null"/> where it is full already.</param>
    public async Task DrainAsync(IHandler handler, Task? uploads = null)
    {
        using var limit = new CancellationTokenSource(LongestDrain);
        IEnumerable<Task> polls = Enumerable.Range(0, stack.Concurrency).Select(_ => PollAsync(handler, uploads ?? Task.CompletedTask, limit.Token));
        await Task.WhenAll([.. polls, uploads ?? Task.CompletedTask]);
    }

    /// <summary>Receives one batch and hands it over.</summary>
    /// <returns>How many messages it had.</returns>
    public async Task<int> DeliverAsync(IHandler handler, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<Message> batch = await ReceiveAsync(cancellationToken);
        if (batch.Count > 0)
        {
            IReadOnlySet<string> failures = await HandAsync(handler, batch);
            await SettleAsync(batch, failures, cancellationToken);
        }

        return batch.Count;
    }

    /// <summary>Delivers all that is in the queue twice, every time in another order, in batches side by side.</summary>
    /// <returns>How many messages there were.</returns>
    public async Task<int> DeliverTwiceShuffledAsync(IHandler handler, int seed)
    {
        var messages = new List<Message>();
        while (await ReceiveAsync(default) is { Count: > 0 } batch)
        {
            messages.AddRange(batch);
        }

        var random = new Random(seed);
        Message[][] batches = Shuffled(messages, random).Chunk(stack.BatchSize).Concat(Shuffled(messages, random).Chunk(stack.BatchSize)).ToArray();
        random.Shuffle(batches);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(batches, new ParallelOptions { MaxDegreeOfParallelism = stack.Concurrency }, async (batch, _) =>
        {
            IReadOnlySet<string> failures = await HandAsync(handler, batch);
            lock (failed)
            {
                failed.UnionWith(failures);
            }
        });
        foreach (Message[] batch in messages.Chunk(stack.BatchSize))
        {
            await SettleAsync(batch, failed, default);
        }

        return messages.Count;
    }

    /// <summary>Has the dead letters moved to their queue again, as <c>ecg redrive</c> does.</summary>
    /// <returns>How many there were.</returns>
    public Task<long> RedriveAsync()
    {
        var deadLetters = QueueAddress.Parse(stack.DeadLetterUrl, "--dlq");
        return new Redrive(stack.Sqs, deadLetters).MoveAsync(to: null, _ => { }, CancellationToken.None);
    }

    /// <summary>How many messages a queue holds, visible or not.</summary>
    public async Task<int> CountAsync(string queueUrl)
    {
        GetQueueAttributesResponse answer = await stack.Sqs.GetQueueAttributesAsync(queueUrl, ["All"]);
        return answer.ApproximateNumberOfMessages + answer.ApproximateNumberOfMessagesNotVisible + answer.ApproximateNumberOfMessagesDelayed;
    }

    private static Message[] Shuffled(IEnumerable<Message> messages, Random random)
    {
        Message[] shuffled = messages.ToArray();
        random.Shuffle(shuffled);
        return shuffled;
    }

    private async Task PollAsync(IHandler handler, Task uploads, CancellationToken cancellationToken)
    {
        while (!uploads.IsCompleted || await CountAsync(stack.QueueUrl) > 0)
        {
            await DeliverAsync(handler, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<Message>> ReceiveAsync(CancellationToken cancellationToken)
    {
        ReceiveMessageResponse answer = await stack.Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = stack.QueueUrl,
                MaxNumberOfMessages = stack.BatchSize,
                WaitTimeSeconds = 1,
                MessageSystemAttributeNames = ["All"],
            },
            cancellationToken);
        return answer.Messages ?? [];
    }

    private async Task<IReadOnlySet<string>> HandAsync(IHandler handler, IReadOnlyList<Message> batch)
    {
        Interlocked.Increment(ref _runs);
        try
        {
            return BatchEvent.ReadFailures(await handler.InvokeAsync(BatchEvent.Write(batch, stack.QueueArn)));
        }
        catch (HandlerDiedException)
        {
            Interlocked.Increment(ref _deaths);
            return batch.Select(message => message.MessageId).ToHashSet(StringComparer.Ordinal);
        }
    }

    private async Task SettleAsync(IReadOnlyList<Message> batch, IReadOnlySet<string> failures, CancellationToken cancellationToken)
    {
        var done = batch.Where(message => !failures.Contains(message.MessageId)).ToList();
        if (done.Count > 0)
        {
            var entries = done.Select(message => new DeleteMessageBatchRequestEntry(message.MessageId, message.ReceiptHandle)).ToList();
            await stack.Sqs.DeleteMessageBatchAsync(stack.QueueUrl, entries, cancellationToken);
        }

        foreach (Message? message in batch.Except(done))
        {
            await stack.Sqs.ChangeMessageVisibilityAsync(stack.QueueUrl, message.ReceiptHandle, 0, cancellationToken);
        }
    }
}
