using Ecg.Lake;

namespace Ecg.Aws.Slack;

/// <summary>Reports rejected recordings to people.</summary>
internal interface IRejectionChannel
{
    /// <summary>Reports the rejections of one batch. Never throws: a failure is logged.</summary>
    /// <param name="rejections">The recordings, at least one.</param>
    /// <param name="logLink">The address of the batch's log, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task TellAsync(IReadOnlyList<ConversionResult> rejections, Uri? logLink, CancellationToken cancellationToken);
}
