using System.Text.Json;
using Ecg.Aws.Buckets;

namespace Ecg.Aws.Uploads;

/// <summary>
/// Parses messages about uploads: S3's notifications ("Event message structure" in the S3 User Guide), the same inside
/// an SNS notification, and EventBridge's "Object Created".
/// </summary>
internal static class UploadMessageReader
{
    private const string Created = "ObjectCreated:";
    private const string TestEvent = "s3:TestEvent";
    private const string S3Source = "aws:s3";
    private const string EventBridgeSource = "aws.s3";
    private const string SnsNotification = "Notification";

    private static readonly string[] Deletions = ["ObjectRemoved:", "LifecycleExpiration:", "Object Deleted"];

    /// <summary>Parses a message.</summary>
    /// <exception cref="FormatException">It is not a message about uploads; the exception explains why on one line.</exception>
    public static UploadMessage Read(string body)
    {
        S3Message message = Parse(body);
        return message is { Type: SnsNotification, Message: { } inner } ? ReadPlain(Parse(inner)) : ReadPlain(message);
    }

    private static UploadMessage ReadPlain(S3Message message) => message switch
    {
        { Records: { } records } => ReadRecords(records),
        { Event: TestEvent } => new UploadMessage([], [$"{TestEvent} of the bucket {OneLine.Quote(message.Bucket)}"], []),
        { Source: EventBridgeSource, DetailType: { } type, Detail: { } detail } => ReadEventBridge(type, detail),
        { Source: PipelineContract.ReconcileSource, DetailType: PipelineContract.ReconcileType, Detail.Bucket.Name: { Length: > 0 } bucket } =>
            new UploadMessage([], [], []) { Reconcile = bucket },
        _ => throw new FormatException("the message is not an S3 notification: it has neither Records nor an event"),
    };

    private static UploadMessage ReadRecords(IReadOnlyList<S3MessageRecord?> records)
    {
        var reading = new Reading();
        foreach (S3MessageRecord? record in records)
        {
            string name = record?.EventName ?? throw new FormatException("a record of the message has no eventName");

            // S3 writes event names without the prefix that its configuration uses; MinIO includes it.
            name = name.StartsWith("s3:", StringComparison.Ordinal) ? name[3..] : name;
            bool isCreation = name.StartsWith(Created, StringComparison.Ordinal) && (record.EventSource is null or S3Source or "minio:s3");
            reading.Add(name, isCreation, record.S3, decode: true, record.StartAfter);
        }

        return reading.Message;
    }

    private static UploadMessage ReadEventBridge(string type, S3Entity detail)
    {
        var reading = new Reading();
        reading.Add(type, type == "Object Created", detail, decode: false);
        return reading.Message;
    }

    private static S3Message Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body ?? "", S3MessageJson.Default.S3Message)
                ?? throw new FormatException("the message is not an S3 notification: it is null");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"the message is not an S3 notification: {OneLine.Clean(exception.Message)}", exception);
        }
    }

    private sealed class Reading
    {
        private readonly List<UploadedObject> _objects = [];
        private readonly List<string> _ignored = [];
        private readonly List<string> _unknown = [];

        public UploadMessage Message => new(_objects, _ignored, _unknown);

        public void Add(string name, bool isCreation, S3Entity? entity, bool decode, string? startAfter = null)
        {
            string? bucket = entity?.Bucket?.Name;
            string? written = entity?.Object?.Key;
            string about = $"{OneLine.Quote(name)} of {OneLine.Quote(bucket)}/{OneLine.Quote(written)}";
            if (Deletions.Any(deletion => name.StartsWith(deletion, StringComparison.Ordinal)))
            {
                _ignored.Add(about);
            }
            else if (!isCreation)
            {
                _unknown.Add(about);
            }
            else if (string.IsNullOrEmpty(bucket) || string.IsNullOrEmpty(written))
            {
                throw new FormatException("a record of the message names no bucket or no key");
            }
            else
            {
                _objects.Add(new UploadedObject(bucket, decode ? KeyEncoding.Decode(written) : written) { StartAfter = startAfter });
            }
        }
    }
}
