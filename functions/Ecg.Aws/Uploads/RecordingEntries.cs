using System.Runtime.CompilerServices;
using Ecg.Aws.Buckets;

namespace Ecg.Aws.Uploads;

/// <summary>Finds the recordings among the objects of a bucket.</summary>
internal static class RecordingEntries
{
    /// <summary>Returns each MAT-file, and each header without a MAT-file beside it, which is the source of a WFDB record.</summary>
    /// <param name="entries">The objects in the ordinal order of their keys.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async IAsyncEnumerable<BucketEntry> OfAsync(
        IAsyncEnumerable<BucketEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        BucketEntry? header = null;
        string? recording = null;
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
                header = header is not null && SharesStem(header.Key, entry.Key) ? null : header;
                recording = entry.Key;
                yield return entry;
            }

            // A.MAT sorts before A.hea, and A.mat after it.
            else if (UploadedKey.IsHeader(entry.Key) && !(recording is not null && SharesStem(entry.Key, recording)))
            {
                header = entry;
            }
        }

        if (header is not null)
        {
            yield return header;
        }
    }

    private static bool SharesStem(string header, string recording) =>
        header.Length == recording.Length && header.AsSpan(0, header.Length - PipelineContract.HeaderSuffix.Length)
            .SequenceEqual(recording.AsSpan(0, recording.Length - PipelineContract.RecordingSuffix.Length));

    // Between A.hea and A.mat there are only keys that begin with "A.".
    private static bool SharesName(string header, string key) =>
        key.StartsWith(header.AsSpan(0, header.Length - PipelineContract.HeaderSuffix.Length + 1), StringComparison.Ordinal);
}
