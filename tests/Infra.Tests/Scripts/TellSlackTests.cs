using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Infra.Tests.Scripts;

/// <summary>Slack hears of every end that a deployment can have, and never of its own address.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The workflows run on Linux.")]
[UnsupportedOSPlatform("windows")]
public sealed class TellSlackTests
{
    [TestCase("started", "Deploying *prod*")]
    [TestCase("success", "Deployed *prod*")]
    [TestCase("failure", "The deployment of *prod* failed")]
    [TestCase("cancelled", "The deployment of *prod* was cancelled, or replaced by a newer one")]
    [TestCase("older", "Not deployed, because *prod* has a newer commit")]
    [TestCase("unapproved", "Not deployed, because *prod* was not approved")]
    public async Task Hears_how_it_goes(string outcome, string text)
    {
        string address = $"http://127.0.0.1:{FreePort()}/services/";
        using var slack = new HttpListener();
        slack.Prefixes.Add(address);
        slack.Start();
        Task<string> message = ReceiveAsync(slack);

        ScriptRun run = await RunAsync(outcome, $"{address}not-to-be-seen");

        Assert.That(run, Is.EqualTo(new ScriptRun(0, "")));
        Assert.That(
            JsonNode.Parse(await message)!["text"]!.ToString(),
            Does.Contain($"{text}: <https://github.example/example-org/ecg-pipeline/commit/0123456789|0123456> ")
                .And.EndsWith("<https://github.example/example-org/ecg-pipeline/actions/runs/42|Workflow run>"));
    }

    [Test]
    public async Task Does_not_stop_a_deployment_by_not_answering()
    {
        ScriptRun run = await RunAsync("started", $"http://127.0.0.1:{FreePort()}/not-to-be-seen");
        Assert.That(run.ExitCode, Is.Zero);
        Assert.That(run.Output, Does.Contain("::warning::The message 'started' for prod could not be delivered to Slack."));
        Assert.That(run.Output, Does.Not.Contain("not-to-be-seen"));
    }

    [Test]
    public async Task Is_left_out_where_nobody_named_it()
        => Assert.That((await RunAsync("success", "")).Output, Is.EqualTo("SLACK_WEBHOOK_URL is not set, so 'success' is not reported for prod.\n"));

    private static Task<ScriptRun> RunAsync(string outcome, string address) => ScriptRun.OfAsync(
        "tell-slack.sh",
        ["prod", outcome],
        TestContext.CurrentContext.WorkDirectory,
        new Dictionary<string, string>
        {
            ["SLACK_WEBHOOK_URL"] = address,
            ["GITHUB_SERVER_URL"] = "https://github.example",
            ["GITHUB_REPOSITORY"] = "example-org/ecg-pipeline",
            ["GITHUB_SHA"] = "0123456789",
            ["GITHUB_ACTOR"] = "somebody",
            ["GITHUB_RUN_ID"] = "42",
            ["no_proxy"] = "127.0.0.1",
        },
        "jq",
        "curl");

    private static async Task<string> ReceiveAsync(HttpListener slack)
    {
        HttpListenerContext request = await slack.GetContextAsync();
        using var reader = new StreamReader(request.Request.InputStream);
        string body = await reader.ReadToEndAsync();
        request.Response.Close();
        return body;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
