using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;

namespace Ecg.Aws.Uploads;

/// <summary>The recordings among the objects of a bucket.</summary>
internal static class RecordingEntries
{
    /// <summary>Each MAT-file, and each header that no MAT-file stands beside: the source of a WFDB record.</summary>
    /// <param name="entries">The objects in the ordinal order of their keys.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    public static async IAsyncEnumerable<BucketEntry> OfAsync(
        IAsyncEnumerable<BucketEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BucketEntry? header = null;
        await foreach (BucketEntry? entry in entries.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            bool isRecording = UploadedKey.IsRecording(entry.Key);
            if (header is not null && !SharesName(header.Key, entry.Key))
            {
                yield return header;
                header = null;
            }

            if (isRecording)
            {
                header = header is not null && UploadedKey.Beside(header.Key, PipelineContract.RecordingSuffix) == entry.Key ? null : header;
                yield return entry;
            }
            else if (UploadedKey.IsHeader(entry.Key))
            {
                header = entry;
            }
        }

        if (header is not null)
        {
            yield return header;
        }
    }

    // Between A.hea and A.mat stand other keys that begin with "A.", and no others.
    private static bool SharesName(string header, string key) =>
        key.StartsWith(header.AsSpan(0, header.Length - PipelineContract.HeaderSuffix.Length + 1), StringComparison.Ordinal);
}
