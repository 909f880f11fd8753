using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecg.Aws.Buckets;

namespace Ecg.Aws.Uploads;

/// <summary>Formats the message that S3 would send for an object.</summary>
internal static class UploadMessageWriter
{
    /// <summary>Returns the message's body.</summary>
    public static string Write(string bucket, BucketEntry entry, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Write(bucket, entry.Key, entry, startAfter: null, now);
    }

    /// <summary>Returns the body of a message that continues a dataset after one of its recordings.</summary>
    public static string WriteContinuation(UploadedObject uploaded, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(uploaded);
        return Write(uploaded.Bucket, uploaded.Key, entry: null, uploaded.StartAfter, now);
    }

    private static string Write(string bucket, string key, BucketEntry? entry, string? startAfter, DateTimeOffset now)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteStartArray("Records");
            json.WriteStartObject();
            json.WriteString("eventVersion", "2.1");
            json.WriteString("eventSource", "aws:s3");
            json.WriteString("eventTime", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("eventName", "ObjectCreated:Put");
            json.WriteStartObject("s3");
            json.WriteString("s3SchemaVersion", "1.0");
            json.WriteString("configurationId", "ecg-backfill");
            json.WriteStartObject("bucket");
            json.WriteString("name", bucket);
            json.WriteString("arn", $"arn:aws:s3:::{bucket}");
            json.WriteEndObject();
            json.WriteStartObject("object");
            json.WriteString("key", KeyEncoding.Encode(key));
            if (entry is not null)
            {
                json.WriteNumber("size", entry.Bytes);
                json.WriteString("eTag", entry.ETag);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            if (startAfter is not null)
            {
                json.WriteString("ecgStartAfter", startAfter);
            }

            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.GetBuffer(), 0, (int)output.Length);
    }
}
