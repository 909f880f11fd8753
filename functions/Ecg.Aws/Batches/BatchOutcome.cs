using Ecg.Lake;

namespace Ecg.Aws.Batches;

/// <summary>The outcome of a batch.</summary>
/// <param name="FailedMessages">The messages that go back to the queue, by <see cref="QueueMessage.Id"/>, in the batch's order.</param>
/// <param name="Results">The outcome of each recording that was finished.</param>
internal sealed record BatchOutcome(IReadOnlyList<string> FailedMessages, IReadOnlyList<ConversionResult> Results);
