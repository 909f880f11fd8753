namespace Ecg.Lake.Schema;

/// <summary>The source of a recording.</summary>
/// <param name="RecordId">The recording's id within its dataset.</param>
/// <param name="Uri">The raw object's address.</param>
/// <param name="ETag">The raw object's entity tag.</param>
/// <param name="Bytes">The raw object's size.</param>
/// <param name="Conversion">The id of the conversion.</param>
internal sealed record RecordSource(string RecordId, string Uri, string ETag, long Bytes, ConversionId Conversion)
{
    /// <summary>The key of <see cref="SegmentOf"/> in the metadata.</summary>
    public const string SegmentOfKey = "ecg.segment_of";

    /// <summary>The key of the record that the recording is a segment of; <see langword="null"/> for a recording of its own.</summary>
    public string? SegmentOf { get; init; }

    /// <summary>Returns the key-value metadata of the recording's Parquet files.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> FileMetadata =>
    [
        new("ecg.converter_version", ConverterVersion.Current),
        new("ecg.source_etag", ETag),
        new("ecg.record_id", RecordId),
        new(ConversionId.MetadataKey, Conversion.Value),
        .. SegmentOf is null ? Array.Empty<KeyValuePair<string, string>>() : [new(SegmentOfKey, SegmentOf)],
    ];
}
