
namespace Ecg.Aws.Uploads;

/// <summary>An object that a message says has arrived.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object's key, as it is.</param>
internal sealed record UploadedObject(string Bucket, string Key)
{
    /// <summary>Of a dataset's metadata: the recording behind which to go on; <see langword="null"/> to begin.</summary>
    public string? StartAfter { get; init; }
}
