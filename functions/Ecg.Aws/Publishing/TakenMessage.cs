namespace Ecg.Aws.Publishing;

/// <summary>A message that a batch has taken, kept until the batch is published.</summary>
/// <param name="ReceiptHandle">By which it is deleted or handed back.</param>
/// <param name="Objects">The objects of the batch that it speaks of, with the entity tags that they had.</param>
/// <param name="IsForLater">Whether it speaks of a recording that found no place in the batch.</param>
internal sealed record TakenMessage(string ReceiptHandle, IReadOnlyDictionary<string, string> Objects, bool IsForLater);
