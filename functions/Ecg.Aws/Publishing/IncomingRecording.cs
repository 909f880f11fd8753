using Ecg.Aws.Buckets;
using Ecg.Lake.Parquet;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;

namespace Ecg.Aws.Publishing;

/// <summary>Reads a recording to publish from the objects that the converter wrote.</summary>
/// <param name="bucket">The processed bucket.</param>
internal sealed class IncomingRecording(IBucket bucket)
{
    private const string RecordIdKey = "ecg.record_id";
    private const string ColumnNameColumn = "column_name";
    private const string DatasetFolder = PipelineContract.PartitionColumn + "=";

    /// <summary>Reads a recording as it is now.</summary>
    /// <param name="path">The end of its objects' keys, from <c>dataset=</c> on.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The recording; <see langword="null"/> if it has neither a row nor a rejection at the moment.</returns>
    /// <exception cref="IOException">The bucket cannot be read now.</exception>
    /// <exception cref="InvalidDataException">An object was not written by the converter.</exception>
    public async Task<WaitingRecording?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (await ReadLastAsync(path, isRejected: false, cancellationToken).ConfigureAwait(false) is not { } converted)
        {
            return await ReadLastAsync(path, isRejected: true, cancellationToken).ConfigureAwait(false);
        }

        IReadOnlyList<string> leads = await ReadLeadsAsync(converted.KeyIn(PipelineContract.LeadsTable), cancellationToken).ConfigureAwait(false);
        BucketEntry? annotations = await bucket.FindAsync(converted.KeyIn(PipelineContract.AnnotationsTable), cancellationToken).ConfigureAwait(false);
        return converted with { Leads = leads, HasAnnotations = annotations is not null };
    }

    private async Task<WaitingRecording?> ReadLastAsync(string path, bool isRejected, CancellationToken cancellationToken)
    {
        var recording = new WaitingRecording(DatasetOf(path), string.Empty, string.Empty, isRejected, path, string.Empty, [], HasAnnotations: false);
        if (await OpenAsync(recording.LastKey, cancellationToken).ConfigureAwait(false) is not ({ } bytes, { } etag))
        {
            return null;
        }

        return Parse(
            recording.LastKey,
            bytes,
            file => recording with
            {
                RecordId = file.Metadata[RecordIdKey],
                ConversionId = file.Metadata[ConversionId.MetadataKey],
                ETag = etag,
            });
    }

    private async Task<IReadOnlyList<string>> ReadLeadsAsync(string key, CancellationToken cancellationToken) =>
        await OpenAsync(key, cancellationToken).ConfigureAwait(false) is ({ } bytes, _)
            ? Parse<IReadOnlyList<string>>(key, bytes, file => [.. file.Texts(ColumnNameColumn).OfType<string>()])
            : [];

    private T Parse<T>(string key, byte[] bytes, Func<ParquetFile, T> parse)
    {
        try
        {
            return parse(new ParquetFile(bytes));
        }
        catch (Exception foreign) when (foreign is InvalidDataException or NotSupportedException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{bucket.UriOf(key)} was not written by the converter.", foreign);
        }
    }

    private async Task<(byte[]? Bytes, string? ETag)> OpenAsync(string key, CancellationToken cancellationToken)
    {
        StoredObject? file = await bucket.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return (null, null);
        }

        await using (file.ConfigureAwait(false))
        {
            byte[] bytes = await file.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            return (bytes, file.GetETag(cancellationToken));
        }
    }

    // Hive's escaping: it escapes only ASCII characters.
    private static string DatasetOf(string path) =>
        Uri.UnescapeDataString(path[DatasetFolder.Length..path.IndexOf('/', StringComparison.Ordinal)]);
}
