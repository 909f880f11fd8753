using System.Text.Json;

namespace Ecg.Tests.Aws;

/// <summary>Messages in the forms that S3 and others write.</summary>
internal static class S3Events
{
    public const string Bucket = "raw";

    public const string Test =
        """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-22T12:00:00.000Z","Bucket":"raw","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4"}""";

    /// <summary>A notification about objects whose keys are already encoded.</summary>
    public static string Notification(string eventName, params string[] encodedKeys) => JsonSerializer.Serialize(new
    {
        Records = encodedKeys.Select(key => new
        {
            eventVersion = "2.1",
            eventSource = "aws:s3",
            awsRegion = "eu-central-1",
            eventTime = "2026-11-22T12:00:00.000Z",
            eventName,
            userIdentity = new { principalId = "EXAMPLE" },
            s3 = new
            {
                s3SchemaVersion = "1.0",
                configurationId = "recordings",
                bucket = new { name = Bucket, ownerIdentity = new { principalId = "EXAMPLE" }, arn = $"arn:aws:s3:::{Bucket}" },
                @object = new { key, size = 1024, eTag = "d41d8cd98f00b204e9800998ecf8427e", versionId = "096fKKXTRTtl3on89fVO.nfljtsv6qko", sequencer = "0055AED6DCD90281E5" },
            },
        }),
    });

    public static string Created(params string[] encodedKeys) => Notification("ObjectCreated:Put", encodedKeys);
}
