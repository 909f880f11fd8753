using Amazon.SQS;
using Amazon.SQS.Model;
using Ecg.Aws.Uploads;

namespace Ecg.Aws.Queues;

/// <summary>An SQS queue whose errors are explained on one line.</summary>
internal sealed class MessageQueue(IAmazonSQS sqs, QueueAddress address) : IUploadMessages
{
    /// <summary>The maximum number of messages per SQS request.</summary>
    public const int LargestBatch = 10;

    private const int MostTries = 4;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    /// <summary>The queue's URL.</summary>
    public QueueAddress Address => address;

    /// <summary>Receives messages, which stay hidden from others for a while.</summary>
    /// <exception cref="IOException">The queue cannot be read now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be read at all.</exception>
    public async Task<IReadOnlyList<Message>> ReceiveAsync(TimeSpan wait, TimeSpan hidden, CancellationToken cancellationToken)
    {
        var request = new ReceiveMessageRequest
        {
            QueueUrl = address.ToString(),
            MaxNumberOfMessages = LargestBatch,
            WaitTimeSeconds = (int)wait.TotalSeconds,
            VisibilityTimeout = (int)hidden.TotalSeconds,
            MessageAttributeNames = ["All"],
            MessageSystemAttributeNames = [MessageSystemAttributeName.ApproximateReceiveCount],
        };
        ReceiveMessageResponse response = await CallAsync(() => sqs.ReceiveMessageAsync(request, cancellationToken), "read", "sqs:ReceiveMessage", cancellationToken).ConfigureAwait(false);
        return response.Messages ?? [];
    }

    /// <summary>Sends messages.</summary>
    /// <returns>The indices of the messages that the queue accepted.</returns>
    /// <exception cref="IOException">The queue cannot be written now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be written at all.</exception>
    public Task<IReadOnlyList<int>> SendAsync(IReadOnlyList<SendMessageBatchRequestEntry> messages, CancellationToken cancellationToken) => AllAsync(
        messages.Count,
        async places =>
        {
            IEnumerable<SendMessageBatchRequestEntry> entries = places.Select(place =>
            {
                messages[place].Id = IdOf(place);
                return messages[place];
            });
            var request = new SendMessageBatchRequest { QueueUrl = address.ToString(), Entries = [.. entries] };
            SendMessageBatchResponse response = await CallAsync(() => sqs.SendMessageBatchAsync(request, cancellationToken), "written", "sqs:SendMessage", cancellationToken).ConfigureAwait(false);
            return response.Failed;
        },
        cancellationToken);

    /// <summary>Deletes messages.</summary>
    /// <returns>The indices of the messages that were deleted; the others will be delivered again.</returns>
    /// <exception cref="IOException">The queue cannot be written now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be written at all.</exception>
    public Task<IReadOnlyList<int>> DeleteAsync(IReadOnlyList<Message> messages, CancellationToken cancellationToken) => AllAsync(
        messages.Count,
        async places =>
        {
            IEnumerable<DeleteMessageBatchRequestEntry> entries = places.Select(place => new DeleteMessageBatchRequestEntry(IdOf(place), messages[place].ReceiptHandle));
            var request = new DeleteMessageBatchRequest { QueueUrl = address.ToString(), Entries = [.. entries] };
            DeleteMessageBatchResponse response = await CallAsync(() => sqs.DeleteMessageBatchAsync(request, cancellationToken), "written", "sqs:DeleteMessage", cancellationToken).ConfigureAwait(false);
            return response.Failed;
        },
        cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="QueueRefusedException">The queue cannot be written at all.</exception>
    public async Task SendAsync(IReadOnlyList<string> bodies, CancellationToken cancellationToken)
    {
        IReadOnlyList<int> taken = await SendAsync(
            [.. bodies.Select(body => new SendMessageBatchRequestEntry { MessageBody = body })], cancellationToken).ConfigureAwait(false);
        if (taken.Count < bodies.Count)
        {
            throw new IOException($"the queue {address} did not accept a message after several attempts");
        }
    }

    /// <summary>Changes the visibility timeout of messages; zero returns them.</summary>
    /// <exception cref="IOException">The queue cannot be written now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be written at all.</exception>
    public Task HideAsync(IReadOnlyList<Message> messages, TimeSpan hidden, CancellationToken cancellationToken) =>
        HideAsync([.. messages.Select(message => (message.ReceiptHandle, hidden))], cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="QueueRefusedException">The queue cannot be written at all.</exception>
    public async Task HideAsync(IReadOnlyList<(string ReceiptHandle, TimeSpan Time)> messages, CancellationToken cancellationToken)
    {
        foreach ((string ReceiptHandle, TimeSpan Time)[] batch in messages.Chunk(LargestBatch))
        {
            IEnumerable<ChangeMessageVisibilityBatchRequestEntry> entries = batch.Select((message, place) =>
                new ChangeMessageVisibilityBatchRequestEntry(IdOf(place), message.ReceiptHandle) { VisibilityTimeout = (int)message.Time.TotalSeconds });
            var request = new ChangeMessageVisibilityBatchRequest { QueueUrl = address.ToString(), Entries = [.. entries] };
            await CallAsync(
                () => sqs.ChangeMessageVisibilityBatchAsync(request, cancellationToken),
                "written",
                "sqs:ChangeMessageVisibility",
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The queue's ARN.</summary>
    /// <exception cref="IOException">The queue cannot be read now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be read at all.</exception>
    public async Task<string> ArnAsync(CancellationToken cancellationToken)
    {
        var request = new GetQueueAttributesRequest { QueueUrl = address.ToString(), AttributeNames = [QueueAttributeName.QueueArn] };
        GetQueueAttributesResponse response = await CallAsync(() => sqs.GetQueueAttributesAsync(request, cancellationToken), "read", "sqs:GetQueueAttributes", cancellationToken).ConfigureAwait(false);
        return response.QueueARN;
    }

    /// <summary>Returns the queues that use this queue as their dead-letter queue.</summary>
    /// <exception cref="IOException">The queue cannot be read now.</exception>
    /// <exception cref="QueueRefusedException">The queue cannot be read at all.</exception>
    public async Task<IReadOnlyList<QueueAddress>> SourcesAsync(CancellationToken cancellationToken)
    {
        var sources = new List<QueueAddress>();
        var request = new ListDeadLetterSourceQueuesRequest { QueueUrl = address.ToString() };
        do
        {
            ListDeadLetterSourceQueuesResponse response = await CallAsync(
                () => sqs.ListDeadLetterSourceQueuesAsync(request, cancellationToken),
                "read",
                "sqs:ListDeadLetterSourceQueues",
                cancellationToken).ConfigureAwait(false);
            sources.AddRange((response.QueueUrls ?? []).Select(url => new QueueAddress(new Uri(url))));
            request.NextToken = response.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
        return sources;
    }

    /// <summary>Calls the service for this queue.</summary>
    internal async Task<T> CallAsync<T>(Func<Task<T>> call, string done, string permission, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw QueueError.Of(exception, $"the queue {address} cannot be {done}", permission);
        }
    }

    private static string IdOf(int place) => place.ToString(System.Globalization.CultureInfo.InvariantCulture);

    // A response may accept only some entries of a batch; the others are retried.
    private static async Task<IReadOnlyList<int>> AllAsync(
        int count,
        Func<IReadOnlyList<int>, Task<List<BatchResultErrorEntry>?>> call,
        CancellationToken cancellationToken)
    {
        var done = new List<int>(count);
        IReadOnlyList<int> left = [.. Enumerable.Range(0, count)];
        TimeSpan pause = FirstPause;
        for (int round = 1; left.Count > 0 && round <= MostTries; round++)
        {
            if (round > 1)
            {
                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause *= 2;
            }

            var failed = (await call(left).ConfigureAwait(false) ?? []).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
            done.AddRange(left.Where(place => !failed.Contains(IdOf(place))));
            left = [.. left.Where(place => failed.Contains(IdOf(place)))];
        }

        return done;
    }
}
