using Amazon.SQS;
using Amazon.SQS.Model;

namespace Ecg.Aws.Queues;

/// <summary>Moves dead letters back to the queue they came from.</summary>
internal sealed class Redrive
{
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortPoll = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly IAmazonSQS _sqs;
    private readonly MessageQueue _deadLetters;

    /// <summary>Creates a redrive.</summary>
    /// <param name="sqs">The client.</param>
    /// <param name="deadLetters">The dead-letter queue.</param>
    public Redrive(IAmazonSQS sqs, QueueAddress deadLetters)
    {
        ArgumentNullException.ThrowIfNull(sqs);
        ArgumentNullException.ThrowIfNull(deadLetters);
        _sqs = sqs;
        _deadLetters = new MessageQueue(sqs, deadLetters);
    }

    /// <summary>Moves all messages.</summary>
    /// <param name="to">The target queue; <see langword="null"/> for the one that they came from.</param>
    /// <param name="progress">Receives the number of messages moved so far.</param>
    /// <param name="cancellationToken">Cancels the move; no message is lost.</param>
    /// <returns>The number of messages moved.</returns>
    /// <exception cref="IOException">A queue cannot be used, or the source queue is unknown.</exception>
    public async Task<long> MoveAsync(QueueAddress? to, Action<long> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        MessageQueue target = await TargetAsync(to, cancellationToken).ConfigureAwait(false);
        string source = await _deadLetters.ArnAsync(cancellationToken).ConfigureAwait(false);
        return await TryStartAsync(source, to, cancellationToken).ConfigureAwait(false)
            ? await FollowAsync(source, progress, cancellationToken).ConfigureAwait(false)
            : await MoveOneByOneAsync(target, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<MessageQueue> TargetAsync(QueueAddress? to, CancellationToken cancellationToken)
    {
        if (to is not null)
        {
            return new MessageQueue(_sqs, to);
        }

        IReadOnlyList<QueueAddress> sources = await _deadLetters.SourcesAsync(cancellationToken).ConfigureAwait(false);
        return sources switch
        {
            [var only] => new MessageQueue(_sqs, only),
            [] => throw new IOException($"no queue sends its dead letters to {_deadLetters.Address}; name the destination with --to URL"),
            _ => throw new IOException($"several queues send their dead letters to {_deadLetters.Address}: {OneLine.List([.. sources.Select(source => source.Name)])}; choose one with --to URL"),
        };
    }

    // SQS can move messages itself, in the background; compatible servers may not be able to.
    private async Task<bool> TryStartAsync(string source, QueueAddress? to, CancellationToken cancellationToken)
    {
        var request = new StartMessageMoveTaskRequest { SourceArn = source };
        if (to is not null)
        {
            request.DestinationArn = await new MessageQueue(_sqs, to).ArnAsync(cancellationToken).ConfigureAwait(false);
        }

        try
        {
            await _deadLetters.CallAsync(
                () => _sqs.StartMessageMoveTaskAsync(request, cancellationToken), "emptied", "sqs:StartMessageMoveTask", cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (IOException exception) when (QueueError.IsUnsupported(exception.InnerException))
        {
            return false;
        }
    }

    private async Task<long> FollowAsync(string source, Action<long> progress, CancellationToken cancellationToken)
    {
        while (true)
        {
            ListMessageMoveTasksResponse response = await _deadLetters.CallAsync(
                () => _sqs.ListMessageMoveTasksAsync(new ListMessageMoveTasksRequest { SourceArn = source, MaxResults = 1 }, cancellationToken),
                "read",
                "sqs:ListMessageMoveTasks",
                cancellationToken).ConfigureAwait(false);
            if (response.Results is not [var newest, ..])
            {
                return 0;
            }

            long moved = newest.ApproximateNumberOfMessagesMoved ?? 0;
            progress(moved);
            switch (newest.Status)
            {
                case "COMPLETED":
                    return moved;
                case "FAILED" or "CANCELLED":
                    throw new IOException(
                        $"the redrive ended early, {Counted.Of(moved, "message")} moved: {newest.Status} {OneLine.Clean(newest.FailureReason)}");
                default:
                    await Task.Delay(LookAgain, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    private async Task<long> MoveOneByOneAsync(MessageQueue target, Action<long> progress, CancellationToken cancellationToken)
    {
        long moved = 0L;
        while (true)
        {
            IReadOnlyList<Message> messages = await _deadLetters.ReceiveAsync(ShortPoll, Hidden, cancellationToken).ConfigureAwait(false);
            if (messages.Count == 0)
            {
                return moved;
            }

            // Sent first and then deleted: an interruption may leave a message twice, but loses none.
            IReadOnlyList<int> sent = await target.SendAsync([.. messages.Select(Copy)], cancellationToken).ConfigureAwait(false);
            IReadOnlyList<int> deleted = await _deadLetters.DeleteAsync([.. sent.Select(place => messages[place])], CancellationToken.None).ConfigureAwait(false);
            moved += sent.Count;
            progress(moved);
            if (sent.Count < messages.Count || deleted.Count < sent.Count)
            {
                throw new IOException($"the queue {target.Address} did not accept all dead letters, {Counted.Of(moved, "message")} moved; run the same command again to continue");
            }
        }
    }

    private static SendMessageBatchRequestEntry Copy(Message message) => new()
    {
        MessageBody = message.Body,
        MessageAttributes = message.MessageAttributes,
    };
}
