using Ecg.Lake.Schema;
using Ecg.Lake.Stores;
using Parquet;
using Parquet.Schema;

namespace Ecg.Lake;

/// <summary>What the lake says of a recording that it already has: read back from the object in <c>records</c> or <c>rejected</c>.</summary>
/// <param name="SourceUri">The raw object's address; <see langword="null"/> where the object cannot be read.</param>
/// <param name="ConversionId">The conversion that wrote it; <see langword="null"/> where it does not say.</param>
internal sealed record StandingRow(string? SourceUri, string? ConversionId)
{
    private const string SourceColumn = "source_uri";
    private const string S3 = "s3://";

    /// <summary>Reads a row.</summary>
    /// <returns>The row; <see langword="null"/> where no object stands.</returns>
    /// <exception cref="IOException">The lake cannot be read now.</exception>
    public static async Task<StandingRow?> ReadAsync(IObjectStore lake, string path, CancellationToken cancellationToken)
    {
        StoredObject? standing = await lake.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        if (standing is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await using (standing.ConfigureAwait(false))
        {
            await standing.ReadAsync(
                content =>
                {
                    content.CopyTo(bytes);
                    return bytes.Length;
                },
                cancellationToken).ConfigureAwait(false);
        }

        bytes.Position = 0;
        return await ParseAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the row is what a conversion would write again.</summary>
    public bool IsOf(RecordSource source) => ConversionId == source.Conversion.Value && SourceUri == source.Uri;

    /// <summary>The other bucket that the row's recording is in; <see langword="null"/> where it is the same, or none.</summary>
    public string? OtherBucketThan(string sourceUri) =>
        BucketOf(SourceUri) is { } standing && BucketOf(sourceUri) is { } bucket && standing != bucket ? standing : null;

    private static string? BucketOf(string? uri) =>
        uri is not null && uri.StartsWith(S3, StringComparison.Ordinal) ? uri[S3.Length..].Split('/')[0] : null;

    // What cannot be read is no row of anything: it is replaced like one.
    private static async Task<StandingRow> ParseAsync(Stream bytes, CancellationToken cancellationToken)
    {
        try
        {
            ParquetReader reader = await ParquetReader.CreateAsync(bytes, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                DataField field = reader.Schema.DataFields.First(column => column.Name == SourceColumn);
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(0);
                string?[] values = new string?[rows.RowCount];
                await rows.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
                reader.CustomMetadata.TryGetValue(Schema.ConversionId.MetadataKey, out string? conversion);
                return new StandingRow(values.FirstOrDefault(), conversion);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new StandingRow(null, null);
        }
    }
}
