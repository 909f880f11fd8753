using Ecg.Aws.Buckets;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;
using Parquet;
using Parquet.Schema;

namespace Ecg.Aws.Publishing;

/// <summary>Reads a recording to publish from the objects that the converter wrote.</summary>
/// <param name="bucket">The processed bucket.</param>
internal sealed class IncomingRecording(IBucket bucket)
{
    private const string RecordIdKey = "ecg.record_id";
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

        await using (bytes.ConfigureAwait(false))
        {
            return await ParseAsync(
                recording.LastKey,
                bytes,
                reader => Task.FromResult(recording with
                {
                    RecordId = reader.CustomMetadata[RecordIdKey],
                    ConversionId = reader.CustomMetadata[ConversionId.MetadataKey],
                    ETag = etag,
                }),
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<string>> ReadLeadsAsync(string key, CancellationToken cancellationToken)
    {
        if (await OpenAsync(key, cancellationToken).ConfigureAwait(false) is not ({ } bytes, _))
        {
            return [];
        }

        await using (bytes.ConfigureAwait(false))
        {
            return await ParseAsync<IReadOnlyList<string>>(
                key,
                bytes,
                async reader =>
                {
                    DataField column = reader.Schema.DataFields.Single(field => field.Name == "column_name");
                    using ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
                    string?[] names = new string?[rows.RowCount];
                    await rows.ReadAsync(column, names.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
                    return [.. names.OfType<string>()];
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<T> ParseAsync<T>(string key, MemoryStream bytes, Func<ParquetReader, Task<T>> parse, CancellationToken cancellationToken)
    {
        try
        {
            ParquetReader reader = await ParquetReader.CreateAsync(bytes, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await parse(reader).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new InvalidDataException($"{bucket.UriOf(key)} was not written by the converter.", exception);
        }
    }

    // Parquet is read from its end.
    private async Task<(MemoryStream? Bytes, string? ETag)> OpenAsync(string key, CancellationToken cancellationToken)
    {
        StoredObject? file = await bucket.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (file is null)
        {
            return (null, null);
        }

        await using (file.ConfigureAwait(false))
        {
            MemoryStream bytes = await file.ReadAsync(
                content =>
                {
                    var copy = new MemoryStream((int)file.Length);
                    content.CopyTo(copy);
                    copy.Position = 0;
                    return copy;
                },
                cancellationToken).ConfigureAwait(false);
            return (bytes, file.GetETag(cancellationToken));
        }
    }

    // Hive's escaping: it escapes only ASCII characters.
    private static string DatasetOf(string path) =>
        Uri.UnescapeDataString(path[DatasetFolder.Length..path.IndexOf('/', StringComparison.Ordinal)]);
}
