namespace Ecg.Lake.Schema;

/// <summary>Where a recording came from.</summary>
/// <param name="RecordId">The recording's name in its dataset.</param>
/// <param name="Uri">The raw object's address.</param>
/// <param name="ETag">The raw object's entity tag.</param>
/// <param name="Bytes">The raw object's size.</param>
/// <param name="Conversion">Which conversion of it this is.</param>
internal sealed record RecordSource(string RecordId, string Uri, string ETag, long Bytes, ConversionId Conversion)
{
    /// <summary>The key-value metadata of each of the recording's Parquet files.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FileMetadata =>
    [
        new("ecg.converter_version", ConverterVersion.Current),
        new("ecg.source_etag", ETag),
        new("ecg.record_id", RecordId),
        new(ConversionId.MetadataKey, Conversion.Value),
    ];
}
