using System.Collections.Concurrent;
using System.Text.Json;
using Ecg.Aws.Logs;
using Ecg.Aws.Slack;
using NUnit.Framework;
using Serilog.Events;

namespace Ecg.Tests.Aws;

internal sealed class SlackRejectionChannelTests
{
    private StringWriter _log = new();

    [SetUp]
    public void SetUp() => _log = new StringWriter();

    [TearDown]
    public void TearDown() => _log.Dispose();

    private SlackRejectionChannel Channel(IWebhook webhook) => new(webhook, JsonLog.To(_log, LogEventLevel.Debug), withNames: true);

    [Test]
    public async Task Posts_the_message_as_JSON()
    {
        var posted = new ConcurrentQueue<(string? Type, string Body)>();
        using var server = LoopbackServer.Start(context =>
        {
            using var reader = new StreamReader(context.Request.InputStream);
            posted.Enqueue((context.Request.ContentType, reader.ReadToEnd()));
            LoopbackServer.Reply(context, 200, "ok");
        });

        await Channel(new FixedWebhook(server.Address)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        (string? type, string? body) = posted.Single();
        Assert.That(type, Does.StartWith("application/json"));
        Assert.That(JsonDocument.Parse(body).RootElement.GetProperty("blocks").GetArrayLength(), Is.GreaterThan(1));
        Assert.That(_log.ToString(), Is.Empty);
    }

    [Test]
    public async Task Only_logs_that_the_webhook_refused()
    {
        using var server = LoopbackServer.Start(context => LoopbackServer.Reply(context, 400, "invalid_blocks"));

        await Channel(new FixedWebhook(server.Address)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.That(_log.ToString(), Does.Contain("invalid_blocks").And.Contains("Warning"));
    }

    [Test]
    public async Task Follows_no_redirection()
    {
        using var elsewhere = LoopbackServer.Start(context => LoopbackServer.Reply(context, 200, "ok"));
        using var server = LoopbackServer.Start(context =>
        {
            context.Response.RedirectLocation = elsewhere.Address.AbsoluteUri;
            LoopbackServer.Reply(context, 307);
        });

        await Channel(new FixedWebhook(server.Address)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.Multiple(() =>
        {
            Assert.That(elsewhere.Requests, Is.Empty);
            Assert.That(_log.ToString(), Does.Contain("answered 307"));
        });
    }

    [Test]
    public async Task Reads_only_the_begin_of_an_answer_that_does_not_end()
    {
        using var server = LoopbackServer.Start(context =>
        {
            context.Response.StatusCode = 500;
            context.Response.SendChunked = true;
            while (true)
            {
                context.Response.OutputStream.Write(new byte[4096]);
            }
        });

        await Channel(new FixedWebhook(server.Address)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.That(_log.ToString(), Does.Contain("answered 500"));
    }

    [Test]
    public async Task Logs_no_answer_that_may_repeat_the_address()
    {
        using var server = LoopbackServer.Start(context => LoopbackServer.Reply(context, 404, $"<p>The requested URL {context.Request.Url} was not found"));

        await Channel(new FixedWebhook(new Uri(server.Address, "services/T0/B0/secret"))).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.That(_log.ToString(), Does.Contain("answered 404").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Forgets_the_address_of_a_webhook_that_was_revoked()
    {
        using var server = LoopbackServer.Start(context => LoopbackServer.Reply(context, 404, "no_service"));
        var webhook = new FixedWebhook(server.Address);

        await Channel(webhook).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.That(webhook.Forgotten, Is.EqualTo(1));
    }

    [Test]
    public async Task Only_logs_that_the_address_cannot_be_read()
    {
        await Channel(new FixedWebhook(null)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, default);

        Assert.That(_log.ToString(), Does.Contain("parameter"));
    }

    [Test]
    public async Task Gives_up_on_a_webhook_that_does_not_answer()
    {
        using var server = LoopbackServer.Start(_ => { });
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        await Channel(new FixedWebhook(server.Address)).TellAsync([SlackMessageTests.Rejection("a.mat")], null, stop.Token);

        Assert.That(_log.ToString(), Does.Contain("no answer in time"));
    }

    private sealed class FixedWebhook(Uri? address) : IWebhook
    {
        public int Forgotten { get; private set; }

        public Task<Uri> AddressAsync(CancellationToken cancellationToken) =>
            address is null ? throw new IOException("the parameter slack-webhook cannot be read") : Task.FromResult(address);

        public void Forget() => Forgotten++;
    }
}
