
namespace Ecg.Aws.Uploads;

/// <summary>An object that a message says has arrived.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object's key, as it is.</param>
internal sealed record UploadedObject(string Bucket, string Key);
