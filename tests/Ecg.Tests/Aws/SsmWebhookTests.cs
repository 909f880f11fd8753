using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SimpleSystemsManagement;
using Ecg.Aws.Slack;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class SsmWebhookTests
{
    private readonly ConcurrentQueue<JsonNode> _requests = new();
    private LoopbackServer? _server;

    [TearDown]
    public void TearDown() => _server?.Dispose();

    private SsmWebhook Webhook(int status, string answer)
    {
        _requests.Clear();
        _server = LoopbackServer.Start((HttpListenerContext context) =>
        {
            _requests.Enqueue(JsonNode.Parse(context.Request.InputStream)!);
            LoopbackServer.Reply(context, status, answer);
        });
        var config = new AmazonSimpleSystemsManagementConfig
        {
            ServiceURL = _server.Address.AbsoluteUri,
            AuthenticationRegion = "us-east-1",
            MaxErrorRetry = 0,
        };
        return new SsmWebhook(() => new AmazonSimpleSystemsManagementClient(new BasicAWSCredentials("id", "secret"), config), "slack-webhook");
    }

    private static string Parameter(string value) =>
        new JsonObject { ["Parameter"] = new JsonObject { ["Name"] = "slack-webhook", ["Type"] = "SecureString", ["Value"] = value } }.ToJsonString();

    [Test]
    public async Task Reads_the_decrypted_address_once_until_it_is_told_to_forget_it()
    {
        SsmWebhook webhook = Webhook(200, Parameter("https://hooks.slack.example/services/T/B/x\n"));

        Assert.That(await webhook.AddressAsync(default), Is.EqualTo(new Uri("https://hooks.slack.example/services/T/B/x")));
        await webhook.AddressAsync(default);
        Assert.That(_requests.Select(request => ((string?)request["Name"], (bool?)request["WithDecryption"])), Is.EqualTo(new[] { ("slack-webhook", true) }));

        webhook.Forget();
        await webhook.AddressAsync(default);
        Assert.That(_requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void Does_not_give_away_a_value_that_is_no_address() =>
        Assert.That(
            async () => await Webhook(200, Parameter("hunter2")).AddressAsync(default),
            Throws.TypeOf<IOException>().With.Message.EqualTo("the parameter slack-webhook does not hold a webhook URL"));

    [Test]
    public void Names_the_permission_that_is_missing() =>
        Assert.That(
            async () => await Webhook(403, """{"__type":"AccessDeniedException","message":"no"}""").AddressAsync(default),
            Throws.TypeOf<IOException>().With.Message.Contains("ssm:GetParameter"));
}
