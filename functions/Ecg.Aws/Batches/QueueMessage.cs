namespace Ecg.Aws.Batches;

/// <summary>A message of the queue.</summary>
/// <param name="Id">What the batch's outcome calls it.</param>
/// <param name="Body">Its text.</param>
internal sealed record QueueMessage(string Id, string Body)
{
    /// <summary>By which the queue knows this delivery; <see langword="null"/> where it was not said.</summary>
    public string? ReceiptHandle { get; init; }

    /// <summary>How often it was delivered, this time included.</summary>
    public int ReceiveCount { get; init; } = 1;
}
