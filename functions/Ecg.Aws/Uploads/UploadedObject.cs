
namespace Ecg.Aws.Uploads;

/// <summary>An object that has arrived, according to a message.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object's key, as it is.</param>
internal sealed record UploadedObject(string Bucket, string Key)
{
    /// <summary>For a dataset's metadata: the recording after which to continue; <see langword="null"/> to start.</summary>
    public string? StartAfter { get; init; }
}
