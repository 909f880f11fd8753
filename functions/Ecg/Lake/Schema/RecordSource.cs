namespace Ecg.Lake.Schema;

/// <summary>The source of a recording.</summary>
/// <param name="RecordId">The recording's id within its dataset.</param>
/// <param name="Uri">The raw object's address.</param>
/// <param name="ETag">The raw object's entity tag.</param>
/// <param name="Bytes">The raw object's size.</param>
/// <param name="Conversion">The id of the conversion.</param>
internal sealed record RecordSource(string RecordId, string Uri, string ETag, long Bytes, ConversionId Conversion)
{
    /// <summary>Returns the key-value metadata of the recording's Parquet files.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FileMetadata =>
    [
        new("ecg.converter_version", ConverterVersion.Current),
        new("ecg.source_etag", ETag),
        new("ecg.record_id", RecordId),
        new(ConversionId.MetadataKey, Conversion.Value),
    ];
}
