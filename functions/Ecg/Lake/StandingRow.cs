using Ecg.Lake.Parquet;
using Ecg.Lake.Schema;
using Ecg.Lake.Stores;

namespace Ecg.Lake;

/// <summary>The row of a recording that the lake already has, read back from <c>records</c> or <c>rejected</c>.</summary>
/// <param name="SourceUri">The raw object's address; <see langword="null"/> if the row cannot be read.</param>
/// <param name="ConversionId">The conversion that wrote the row; <see langword="null"/> if it is not stated.</param>
internal sealed record StandingRow(string? SourceUri, string? ConversionId)
{
    private const string SourceColumn = "source_uri";
    private const string S3 = "s3://";

    /// <summary>The key of the record that the recording is a segment of, in the note that it is one; <see langword="null"/> in any other row.</summary>
    public string? SegmentOf { get; private init; }

    /// <summary>Reads a row.</summary>
    /// <returns>The row; <see langword="null"/> if there is none.</returns>
    /// <exception cref="IOException">The lake cannot be read now.</exception>
    public static async Task<StandingRow?> ReadAsync(IObjectStore lake, string path, CancellationToken cancellationToken)
    {
        StoredObject? standing = await lake.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        if (standing is null)
        {
            return null;
        }

        await using (standing.ConfigureAwait(false))
        {
            return Parse(await standing.ReadAllAsync(cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>Returns whether a conversion would write the same row again.</summary>
    public bool IsOf(RecordSource source) => ConversionId == source.Conversion.Value && SourceUri == source.Uri;

    /// <summary>Returns the other bucket that the row's recording comes from; <see langword="null"/> if it is the same, or unknown.</summary>
    public string? OtherBucketThan(string sourceUri) =>
        BucketOf(SourceUri) is { } standing && BucketOf(sourceUri) is { } bucket && standing != bucket ? standing : null;

    private static string? BucketOf(string? uri) =>
        uri is not null && uri.StartsWith(S3, StringComparison.Ordinal) ? uri[S3.Length..].Split('/')[0] : null;

    // A row that cannot be read is treated like an outdated one: it is replaced.
    private static StandingRow Parse(byte[] bytes)
    {
        try
        {
            var file = new ParquetFile(bytes);
            return new StandingRow(file.Texts(SourceColumn) is [{ } uri, ..] ? uri : null, file.Metadata.GetValueOrDefault(Schema.ConversionId.MetadataKey))
            {
                SegmentOf = file.Metadata.GetValueOrDefault(RecordSource.SegmentOfKey),
            };
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or NotSupportedException)
        {
            return new StandingRow(null, null);
        }
    }
}
