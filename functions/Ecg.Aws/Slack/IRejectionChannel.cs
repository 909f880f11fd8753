using Ecg.Lake;

namespace Ecg.Aws.Slack;

/// <summary>Tells people of recordings that were rejected.</summary>
internal interface IRejectionChannel
{
    /// <summary>Tells of the rejections of one batch. Never throws: what cannot be told is logged.</summary>
    /// <param name="rejections">The recordings; not none.</param>
    /// <param name="logLink">Where the batch's log can be read, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the telling.</param>
    Task TellAsync(IReadOnlyList<ConversionResult> rejections, Uri? logLink, CancellationToken cancellationToken);
}
