using System.Text.Json;
using EndToEnd.Tests.Delivery;
using EndToEnd.Tests.Faults;
using EndToEnd.Tests.Recordings;
using EndToEnd.Tests.Stack;
using NUnit.Framework;

namespace EndToEnd.Tests;

public sealed class RejectionNoticeTests
{
    [Test]
    public async Task Posts_one_message_for_a_batch_to_the_webhook_that_the_stack_keeps_as_a_parameter()
    {
        await using WebhookServer slack = await WebhookServer.StartAsync(200);
        string log = await RejectTwoAsync(slack);

        Assert.That(slack.Posts, Has.Count.EqualTo(1));
        using var post = JsonDocument.Parse(slack.Posts.Single());
        Assert.That(post.RootElement.GetProperty("text").GetString(), Does.StartWith("2 ECG recordings"));
        Assert.That(post.RootElement.GetProperty("blocks").GetRawText(), Does.Contain("2 *").And.Not.Contain("bad/").And.Not.Contain("good"));
        Assert.That(log, Does.Not.Contain(slack.Endpoint.AbsoluteUri), "the webhook is a secret");
    }

    [Test]
    public async Task Is_done_with_rejected_recordings_though_the_webhook_fails()
    {
        await using WebhookServer slack = await WebhookServer.StartAsync(500);
        string log = await RejectTwoAsync(slack);

        Assert.That(slack.Posts, Has.Count.EqualTo(1));
        Assert.That(log, Does.Contain("Slack could not be notified").And.Not.Contain(slack.Endpoint.AbsoluteUri));
    }

    private static async Task<string> RejectTwoAsync(WebhookServer slack)
    {
        using RecordedStack stack = await RecordedStack.UpAsync("prod", LocalAws.Endpoint, slack.Endpoint.AbsoluteUri);
        using var handler = new HandlerProcess(stack, LocalAws.Endpoint);
        var source = new EventSource(stack);
        await stack.UploadAsync("bad/1.mat", "no MAT-file"u8.ToArray());
        await stack.UploadAsync("bad/2.mat", "none either"u8.ToArray());
        await stack.UploadAsync("good/3.mat", SmallRecording.Of(3));

        // One receiver: several side by side may share the messages out, and each batch tells of its own.
        await source.DeliverAsync(handler);

        Assert.That(await source.CountAsync(stack.QueueUrl), Is.Zero, "messages in the queue");
        Assert.That(await source.CountAsync(stack.DeadLetterUrl), Is.Zero, "dead letters");
        return await handler.StopAsync();
    }
}
