namespace Ecg.Aws.Batches;

/// <summary>A message of the queue.</summary>
/// <param name="Id">What the batch's outcome calls it.</param>
/// <param name="Body">Its text.</param>
internal sealed record QueueMessage(string Id, string Body);
