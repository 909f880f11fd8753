namespace Ecg.Aws.Batches;

/// <summary>A message of the queue.</summary>
/// <param name="Id">Its id in the batch's outcome.</param>
/// <param name="Body">Its text.</param>
internal sealed record QueueMessage(string Id, string Body)
{
    /// <summary>The handle of this delivery; <see langword="null"/> if it is unknown.</summary>
    public string? ReceiptHandle { get; init; }

    /// <summary>The number of deliveries, including this one.</summary>
    public int ReceiveCount { get; init; } = 1;
}
