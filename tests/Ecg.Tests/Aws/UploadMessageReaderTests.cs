using System.Text.Json;
using Ecg.Aws.Buckets;
using Ecg.Aws.Uploads;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class UploadMessageReaderTests
{
    [TestCase("1+NSR/100m+%280%29.mat", "1 NSR/100m (0).mat")]
    [TestCase("a%2Bb.mat", "a+b.mat")]
    [TestCase("a%2520b.mat", "a%20b.mat")]
    [TestCase("%E5%BF%83%E7%94%B5/%C3%84%C3%96.mat", "心电/ÄÖ.mat")]
    [TestCase("%F0%9F%AB%80.mat", "🫀.mat")]
    [TestCase("..%2F..%2Fx.mat", "../../x.mat")]
    public void Takes_the_encoding_off_a_key(string written, string key)
    {
        UploadMessage message = UploadMessageReader.Read(S3Events.Created(written));

        Assert.That(message.Objects, Is.EqualTo(new[] { new UploadedObject("raw", key) }));
    }

    [Test]
    public void Reads_every_record_of_a_message()
    {
        UploadMessage message = UploadMessageReader.Read(S3Events.Created("a.mat", "b.hea", "a.mat"));

        Assert.That(message.Objects.Select(uploaded => uploaded.Key), Is.EqualTo(new[] { "a.mat", "b.hea", "a.mat" }));
    }

    [TestCase("ObjectCreated:Put")]
    [TestCase("ObjectCreated:CompleteMultipartUpload")]
    [TestCase("ObjectCreated:Copy")]
    [TestCase("s3:ObjectCreated:Post")]
    public void Takes_every_kind_of_creation(string name) =>
        Assert.That(UploadMessageReader.Read(S3Events.Notification(name, "a.mat")).Objects, Has.Count.EqualTo(1));

    [TestCase("ObjectRemoved:Delete")]
    [TestCase("ObjectRemoved:DeleteMarkerCreated")]
    [TestCase("LifecycleExpiration:Delete")]
    public void Lets_deletions_pass(string name)
    {
        UploadMessage message = UploadMessageReader.Read(S3Events.Notification(name, "a.mat"));

        Assert.That((message.Objects.Count, message.Ignored.Count, message.Unknown.Count), Is.EqualTo((0, 1, 0)));
    }

    [TestCase("ObjectTagging:Put")]
    [TestCase("ReducedRedundancyLostObject")]
    public void Tells_of_events_that_it_does_not_know(string name)
    {
        UploadMessage message = UploadMessageReader.Read(S3Events.Notification(name, "a.mat"));

        Assert.That(message.Objects, Is.Empty);
        Assert.That(message.Unknown, Has.One.Contains(name).And.One.Contains("a.mat"));
    }

    [Test]
    public void Lets_the_test_event_pass()
    {
        UploadMessage message = UploadMessageReader.Read(S3Events.Test);

        Assert.That((message.Objects.Count, message.Ignored.Count, message.Unknown.Count), Is.EqualTo((0, 1, 0)));
    }

    [Test]
    public void Reads_what_came_by_way_of_SNS()
    {
        string body = JsonSerializer.Serialize(new { Type = "Notification", MessageId = "x", TopicArn = "arn:aws:sns:x", Message = S3Events.Created("a+b.mat") });

        Assert.That(UploadMessageReader.Read(body).Objects.Single().Key, Is.EqualTo("a b.mat"));
    }

    [Test]
    public void Reads_what_came_by_way_of_EventBridge_which_does_not_encode_keys()
    {
        const string body = """{"version":"0","source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"raw"},"object":{"key":"a+b%20c.mat","size":7,"etag":"x"}}}""";

        Assert.That(UploadMessageReader.Read(body).Objects, Is.EqualTo(new[] { new UploadedObject("raw", "a+b%20c.mat") }));
    }

    [TestCase("")]
    [TestCase("garbage")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("""{"Records":[null]}""")]
    [TestCase("""{"Records":[{"eventName":"ObjectCreated:Put","eventSource":"aws:s3"}]}""")]
    [TestCase("""{"Records":[{"eventName":"ObjectCreated:Put","eventSource":"aws:s3","s3":{"bucket":{"name":"raw"},"object":{"key":""}}}]}""")]
    [TestCase("""{"Records":"x"}""")]
    [TestCase("""{"Type":"Notification","Message":"x"}""")]
    public void Refuses_what_is_no_message_about_uploads(string body)
    {
        FormatException error = Assert.Throws<FormatException>(() => UploadMessageReader.Read(body))!;

        Assert.That(error.Message, Does.Not.Contain("\n").And.Contains("message"));
    }

    [TestCase("1 NSR/100m (0).mat")]
    [TestCase("a+b%20\u0001ÄÖ心.mat")]
    [TestCase("../x.mat")]
    public void Reads_back_what_the_backfill_writes(string key)
    {
        string body = UploadMessageWriter.Write("raw", new BucketEntry(key, 9, "etag", DateTimeOffset.UnixEpoch), DateTimeOffset.UnixEpoch);

        Assert.That(UploadMessageReader.Read(body).Objects, Is.EqualTo(new[] { new UploadedObject("raw", key) }));
    }

    [TestCase("ds/a.mat", UploadKind.Recording)]
    [TestCase("a.mat", UploadKind.Recording)]
    [TestCase("ds/a.hea", UploadKind.Header)]
    [TestCase("ds/a.dat", UploadKind.PartOfRecord)]
    [TestCase("ds/a.atr", UploadKind.PartOfRecord)]
    [TestCase("ds/.dat", UploadKind.Other)]
    [TestCase("ds/.hea", UploadKind.Other)]
    [TestCase("ds/a.info", UploadKind.Info)]
    [TestCase("ds/.info", UploadKind.Other)]
    [TestCase("ds/dataset.json", UploadKind.DatasetFile)]
    [TestCase("dataset.json", UploadKind.DatasetFile)]
    [TestCase("ds/sub/dataset.json", UploadKind.Other)]
    [TestCase("ds/mydataset.json", UploadKind.Other)]
    [TestCase("ds/a.csv", UploadKind.Other)]
    public void Knows_by_its_key_what_an_object_is(string key, object kind) =>
        Assert.That(UploadedKey.KindOf(key), Is.EqualTo(kind));
}
