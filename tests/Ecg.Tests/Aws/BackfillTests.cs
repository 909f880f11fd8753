using Ecg.Aws.Buckets;
using Ecg.Aws.Queues;
using Ecg.Aws.Uploads;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class BackfillTests
{
    private PipelineFolders _folders = null!;
    private LocalQueues _queues = null!;

    [SetUp]
    public void SetUp()
    {
        _folders = new PipelineFolders();
        _queues = new LocalQueues("uploads");
    }

    [TearDown]
    public void TearDown()
    {
        _queues.Dispose();
        _folders.Dispose();
    }

    [Test]
    public async Task Sends_one_message_for_every_recording()
    {
        string[] keys = Enumerable.Range(0, 23).Select(number => $"ds/a b+{number:00}.mat").ToArray();
        foreach (string? key in keys)
        {
            _folders.UploadRecording(key);
        }

        _folders.Upload("ds/a b+00.hea", "header");
        _folders.Upload("ds/dataset.json", "{}");
        var counts = new List<long>();

        long sent = await new Backfill(_folders.Raw, new BucketAddress("raw", "")).SendAsync(_queues.Sqs, _queues.Address("uploads"), counts.Add, default);

        Assert.That(sent, Is.EqualTo(23));
        Assert.That(counts, Is.EqualTo(new[] { 10L, 20L, 23L }));
        Assert.That(_queues.Bodies("uploads").Select(body => UploadMessageReader.Read(body).Objects.Single().Key), Is.EqualTo(keys));
    }

    [Test]
    public async Task Sends_a_WFDB_record_by_its_header_and_a_MAT_file_without_it()
    {
        foreach (string? key in new[] { "a/1.dat", "a/1.hea", "a/2.hea", "a/2.info", "a/2.mat", "a/3.hea", "a/3.mat2", "a/4.mat", "b.hea" })
        {
            _folders.Upload(key, "x");
        }

        List<string> keys = await new Backfill(_folders.Raw, new BucketAddress("raw", "")).KeysAsync(default).ToListAsync();

        Assert.That(keys, Is.EqualTo(new[] { "a/1.hea", "a/2.mat", "a/3.hea", "a/4.mat", "b.hea" }));
    }

    [Test]
    public async Task Keeps_to_the_prefix()
    {
        _folders.UploadRecording("a/1.mat");
        _folders.UploadRecording("b/2.mat");

        List<string> keys = await new Backfill(_folders.Raw, new BucketAddress("raw", "b/")).KeysAsync(default).ToListAsync();

        Assert.That(keys, Is.EqualTo(new[] { "b/2.mat" }));
    }

    [Test]
    public async Task Sends_again_what_the_queue_did_not_take_at_first()
    {
        for (int number = 0; number < 10; number++)
        {
            _folders.UploadRecording($"ds/{number}.mat");
        }

        _queues.Refusals = 3;

        long sent = await new Backfill(_folders.Raw, new BucketAddress("raw", "")).SendAsync(_queues.Sqs, _queues.Address("uploads"), _ => { }, default);

        Assert.That(sent, Is.EqualTo(10));
        Assert.That(_queues.Bodies("uploads").Distinct().Count(), Is.EqualTo(10));
    }

    [Test]
    public void Says_how_many_were_sent_when_the_queue_takes_no_more()
    {
        _folders.UploadRecording("ds/a.mat");
        _queues.Refusals = 1000;

        Assert.That(
            async () => await new Backfill(_folders.Raw, new BucketAddress("raw", "")).SendAsync(_queues.Sqs, _queues.Address("uploads"), _ => { }, default),
            Throws.InstanceOf<IOException>().With.Message.Contains("0 messages sent"));
    }
}
