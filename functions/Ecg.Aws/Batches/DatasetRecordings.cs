using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using Ecg.Lake;
using Serilog;

namespace Ecg.Aws.Batches;

/// <summary>Finds the recordings that a dataset's metadata are about.</summary>
/// <remarks>
/// A dataset may have more recordings than one run has time for. Those that were converted after the metadata were written
/// are left out, so that each delivery of the message goes on where the last one stopped.
/// </remarks>
internal sealed class DatasetRecordings(IBucket lake)
{
    // S3 dates what was uploaded in parts to the start of the upload.
    private const char PartsInETag = '-';

    /// <summary>The recordings that are still to be converted.</summary>
    /// <param name="raw">The raw bucket.</param>
    /// <param name="datasetFileKey">The key of the dataset's metadata.</param>
    /// <param name="log">The log.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="IOException">The raw bucket cannot be read now.</exception>
    public async IAsyncEnumerable<BucketEntry> FindAsync(
        IBucket raw,
        string datasetFileKey,
        ILogger log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        BucketEntry? metadata = await raw.FindAsync(datasetFileKey, cancellationToken).ConfigureAwait(false);
        if (metadata is null)
        {
            log.Information("The dataset's metadata are no longer there");
            yield break;
        }

        Dictionary<string, DateTimeOffset> done = await ConvertedAsync(datasetFileKey, log, cancellationToken).ConfigureAwait(false);
        string folder = datasetFileKey[..^PipelineContract.DatasetFile.Length];
        await foreach (BucketEntry? entry in RecordingEntries.OfAsync(raw.EntriesAsync(folder, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            var key = RecordingKey.Parse(entry.Key);
            if (key.DatasetFileKey == datasetFileKey && !(IsOfOneTime(metadata) && done.TryGetValue(key.FileName, out DateTimeOffset time) && time > metadata.LastModified))
            {
                yield return entry;
            }
        }
    }

    private static bool IsOfOneTime(BucketEntry entry) => !entry.ETag.Contains(PartsInETag, StringComparison.Ordinal);

    private async Task<Dictionary<string, DateTimeOffset>> ConvertedAsync(string datasetFileKey, ILogger log, CancellationToken cancellationToken)
    {
        var done = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var anyKey = RecordingKey.Parse(datasetFileKey);
        string[] lastWritten = [PipelineContract.RecordsTable, PipelineContract.RejectedTable];
        try
        {
            foreach (string table in lastWritten)
            {
                string path = anyKey.PathIn(table);
                await foreach (BucketEntry? entry in lake.EntriesAsync(path[..(path.LastIndexOf('/') + 1)], cancellationToken).ConfigureAwait(false))
                {
                    done[Path.GetFileNameWithoutExtension(entry.Key)] = entry.LastModified;
                }
            }
        }
        catch (IOException exception)
        {
            log.Warning("Every recording of the dataset is converted again, done or not: {why}", OneLine.Clean(exception.Message));
            done.Clear();
        }

        return done;
    }
}
