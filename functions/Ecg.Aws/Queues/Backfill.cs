using Amazon.SQS;
using Amazon.SQS.Model;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;

namespace Ecg.Aws.Queues;

/// <summary>Sends a message for every recording that is already in a bucket, like a new upload's.</summary>
internal sealed class Backfill
{
    private readonly IBucket _raw;
    private readonly BucketAddress _address;
    private readonly TimeProvider _clock;

    /// <summary>Creates a backfill.</summary>
    /// <param name="raw">The raw bucket.</param>
    /// <param name="address">Its name, and the prefix of the keys.</param>
    /// <param name="clock">The clock; <see langword="null"/> for the system's.</param>
    public Backfill(IBucket raw, BucketAddress address, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(address);
        _raw = raw;
        _address = address;
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>Lists the recordings to send messages for.</summary>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    public IAsyncEnumerable<string> KeysAsync(CancellationToken cancellationToken) =>
        RecordingsAsync(cancellationToken).Select(entry => entry.Key);

    /// <summary>Sends the messages.</summary>
    /// <param name="sqs">The client.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="progress">Receives the number of messages sent so far, after each batch.</param>
    /// <param name="cancellationToken">Cancels the sending; sending all messages again later is safe.</param>
    /// <returns>The number of messages sent.</returns>
    /// <exception cref="IOException">The bucket or the queue cannot be used now; the message states how many were sent.</exception>
    public async Task<long> SendAsync(IAmazonSQS sqs, QueueAddress queue, Action<long> progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var target = new MessageQueue(sqs, queue);
        long sent = 0L;
        await foreach (BucketEntry[]? batch in RecordingsAsync(cancellationToken).Chunk(MessageQueue.LargestBatch).ConfigureAwait(false))
        {
            IEnumerable<SendMessageBatchRequestEntry> messages = batch.Select(entry => new SendMessageBatchRequestEntry { MessageBody = UploadMessageWriter.Write(_address.Bucket, entry, _clock.GetUtcNow()) });
            IReadOnlyList<int> taken = await target.SendAsync([.. messages], cancellationToken).ConfigureAwait(false);
            sent += taken.Count;
            progress(sent);
            if (taken.Count < batch.Length)
            {
                throw new IOException($"the queue {queue} did not accept a message after several attempts; {Counted.Of(sent, "message")} sent; it is safe to send them all again");
            }
        }

        return sent;
    }

    private IAsyncEnumerable<BucketEntry> RecordingsAsync(CancellationToken cancellationToken) =>
        RecordingEntries.OfAsync(_raw.EntriesAsync(_address.Prefix, cancellationToken), cancellationToken);
}
