using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Lake.Reading;
using Serilog;

namespace Ecg.Aws.Batches;

/// <summary>Handles the upload of a dataset's metadata: its recordings are converted again.</summary>
/// <remarks>
/// A dataset may have more recordings than fit into one run. If there are many, each gets a message of its own. A
/// message that has sent the maximum number is followed by one that continues after the last of them.
/// </remarks>
internal sealed class DatasetUpload(IUploadMessages? queue, TimeProvider clock)
{
    /// <summary>The maximum number of recordings that the metadata's own message converts.</summary>
    public const int MostAtOnce = 20;

    /// <summary>The maximum number of messages that one message sends.</summary>
    public const int MostPerMessage = 10_000;

    private const int BatchSize = 10;
    private const int BatchesSideBySide = 16;

    /// <summary>Sends a message for each recording, unless there are few.</summary>
    /// <param name="raw">The raw bucket.</param>
    /// <param name="uploaded">The dataset's metadata, and where to start.</param>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <returns>The keys of the recordings to convert now.</returns>
    /// <exception cref="IOException">The raw bucket or the queue cannot be used now.</exception>
    public async Task<IReadOnlyList<string>> SendAsync(IBucket raw, UploadedObject uploaded, ILogger log, CancellationToken cancellationToken)
    {
        if (!await raw.HoldsAsync(uploaded.Key, cancellationToken).ConfigureAwait(false))
        {
            log.Information("The dataset's metadata are no longer there");
            return [];
        }

        var found = new List<BucketEntry>();
        int most = queue is null ? int.MaxValue : MostPerMessage;
        await foreach (BucketEntry entry in RecordingsAsync(raw, uploaded, cancellationToken).ConfigureAwait(false))
        {
            found.Add(entry);
            if (found.Count == most)
            {
                break;
            }
        }

        if (queue is null || (found.Count <= MostAtOnce && uploaded.StartAfter is null))
        {
            return [.. found.Select(entry => entry.Key)];
        }

        await SendAsync(queue, uploaded, found, cancellationToken).ConfigureAwait(false);
        log.Information("{recordings} recordings of the dataset were queued", found.Count);
        return [];
    }

    private async Task SendAsync(IUploadMessages target, UploadedObject uploaded, List<BucketEntry> recordings, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = BatchesSideBySide, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            recordings.Chunk(BatchSize),
            options,
            async (batch, token) => await target.SendAsync(
                [.. batch.Select(entry => UploadMessageWriter.Write(uploaded.Bucket, entry, clock.GetUtcNow()))], token).ConfigureAwait(false)).ConfigureAwait(false);

        if (recordings.Count == MostPerMessage)
        {
            await target.SendAsync(
                [UploadMessageWriter.WriteContinuation(uploaded with { StartAfter = recordings[^1].Key }, clock.GetUtcNow())], cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<BucketEntry> RecordingsAsync(
        IBucket raw, UploadedObject uploaded, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (BucketListing listing in Listings(uploaded))
        {
            await foreach (BucketEntry entry in RecordingEntries.OfAsync(raw.ListAsync(listing, cancellationToken), cancellationToken).ConfigureAwait(false))
            {
                if (RecordingKey.Parse(entry.Key).DatasetFileKey == uploaded.Key)
                {
                    yield return entry;
                }
            }
        }
    }

    // At the root, keys that begin with a slash have no folder either. All other folders are other datasets.
    private static IEnumerable<BucketListing> Listings(UploadedObject uploaded)
    {
        string folder = uploaded.Key[..^PipelineContract.DatasetFile.Length];
        if (folder.Length > 0)
        {
            return [new BucketListing(folder) { StartAfter = uploaded.StartAfter }];
        }

        bool isInSlashes = uploaded.StartAfter is null || uploaded.StartAfter.StartsWith('/');
        var flat = new BucketListing("") { IsFlat = true, StartAfter = isInSlashes ? null : uploaded.StartAfter };
        return isInSlashes ? [new BucketListing("/") { StartAfter = uploaded.StartAfter }, flat] : [flat];
    }
}
