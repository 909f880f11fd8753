using System.Text;
using Amazon.S3;
using Ecg.Aws.Buckets;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Lakes;
using EndToEnd.Tests.Recordings;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class PartialFailureTests : StackTest
{
    [Test]
    public async Task Hands_back_the_one_that_failed_until_it_is_a_dead_letter_and_converts_it_when_it_is_redriven()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(LocalAws.Endpoint);
        using AmazonS3Client s3 = ClientOfLittlePatience(proxy.Endpoint);
        LocalHandler handler = StartHandler(proxy.Endpoint, services => services with { Raw = bucket => new S3Store(s3, bucket) });
        await Source.DrainAsync(handler);
        proxy.Add(FaultKind.InternalError, int.MaxValue, "GET", "/batch/unserved.mat");
        await UploadTenAsync();

        int first = await Source.DeliverAsync(handler);

        Assert.That(first, Is.EqualTo(10), "messages in the batch");
        Assert.That(await LakeContent.KeysAsync(Stack, "records/"), Has.Count.EqualTo(7));
        Assert.That(await LakeContent.KeysAsync(Stack, "rejected/"), Has.Count.EqualTo(2));
        Assert.That(await Source.CountAsync(Stack.QueueUrl), Is.EqualTo(1), "messages back in the queue");

        await Source.DrainAsync(handler);

        Assert.That(await Source.CountAsync(Stack.QueueUrl), Is.Zero, "messages in the queue");
        Assert.That(await Source.CountAsync(Stack.DeadLetterUrl), Is.EqualTo(1), "dead letters");
        Assert.That(Source.Runs, Is.EqualTo(1 + Stack.MaxReceiveCount), "runs: the test event, then as often as the redrive policy says");

        proxy.Heal();
        Assert.That(await Source.RedriveAsync(), Is.EqualTo(1));
        await Source.DrainAsync(handler);

        await AssertNoMessageIsLeftAsync();
        Assert.That(await LakeContent.KeysAsync(Stack, "records/"), Has.Count.EqualTo(8));
        await Raw.AssertLakeIsItsConversionAsync();
    }

    private async Task UploadTenAsync()
    {
        await Raw.PutAsync("batch/unserved.mat", SmallRecording.Of(0));
        await Raw.PutAsync("batch/no MAT-file.mat", Encoding.ASCII.GetBytes("<html>403 Forbidden</html>"));
        await Raw.PutAsync("batch/cut short.mat", SmallRecording.Of(1)[..160]);
        for (int i = 2; i < 9; i++)
        {
            await Raw.PutAsync($"batch/r{i}.mat", SmallRecording.Of(i));
        }
    }

    // The handler's own client waits longer from try to try than a test should.
    private static AmazonS3Client ClientOfLittlePatience(Uri endpoint) => new(new AmazonS3Config
    {
        ServiceURL = endpoint.AbsoluteUri,
        AuthenticationRegion = "us-east-1",
        ForcePathStyle = true,
        MaxErrorRetry = 0,
    });
}
