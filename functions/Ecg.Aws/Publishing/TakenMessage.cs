namespace Ecg.Aws.Publishing;

/// <summary>A message of a batch, stored until the batch is published.</summary>
/// <param name="ReceiptHandle">The handle for deleting or returning it.</param>
/// <param name="Objects">The batch's objects in the message, with their entity tags at that time.</param>
/// <param name="IsForLater">Whether it names a recording that did not fit into the batch.</param>
internal sealed record TakenMessage(string ReceiptHandle, IReadOnlyDictionary<string, string> Objects, bool IsForLater);
