using System.Net;
using System.Text.Json.Nodes;
using Ecg.Tests.Cli;
using Ecg.Tests.Reporting;
using NUnit.Framework;

namespace Ecg.Tests.View;

/// <summary>What the server of the page answers, and to whom.</summary>
public sealed class ViewServerTests
{
    private HostileLake _lake = null!;
    private ServedLake _page = null!;

    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        _lake = new HostileLake();
        _page = await ServedLake.StartAsync(_lake.Path);
    }

    [OneTimeTearDown]
    public async Task OneTimeTearDown()
    {
        await _page.DisposeAsync();
        _lake.Dispose();
    }

    [Test]
    public void Listens_on_this_machine_alone_at_an_address_that_cannot_be_guessed() => Assert.Multiple(() =>
    {
        Assert.That(_page.Address.Host, Is.EqualTo("127.0.0.1"));
        Assert.That(_page.Address.AbsolutePath, Does.Match("^/[A-Za-z0-9_-]{43}/$"));
    });

    [TestCase("/")]
    [TestCase("/api/lake")]
    [TestCase("/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    [TestCase("/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/api/lake")]
    [TestCase("//api/lake")]
    public async Task Refuses_an_address_without_the_token(string path)
    {
        using HttpResponseMessage answer = await _page.SendAsync(_page.Address.GetLeftPart(UriPartial.Authority) + path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("open the one that 'ecg view' printed"));
    }

    [Test]
    public async Task Refuses_a_part_of_the_token_and_more_than_it()
    {
        string token = _page.Address.AbsolutePath.Trim('/');
        foreach (string wrong in new[] { token[..^1], token + "A", token.ToUpperInvariant() + "_", "" })
        {
            using HttpResponseMessage answer = await _page.SendAsync($"{_page.Address.GetLeftPart(UriPartial.Authority)}/{wrong}/api/lake");
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden), wrong);
        }
    }

    [TestCase("evil.example", false)]
    [TestCase("evil.example:{0}", false)]
    [TestCase("127.0.0.1.evil.example:{0}", false)]
    [TestCase("127.0.0.1:1", false)]
    [TestCase("127.0.0.1", false)]
    [TestCase("[::1]:{0}", false)]
    [TestCase("127.0.0.1:{0}", true)]
    [TestCase("localhost:{0}", true)]
    public async Task Answers_to_its_own_name_alone(string host, bool isAnswered)
    {
        using HttpResponseMessage answer = await _page.SendAsync(
            "api/lake", request => request.Headers.Host = host.Replace("{0}", $"{_page.Address.Port}", StringComparison.Ordinal));

        Assert.That(answer.StatusCode, Is.EqualTo(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden));
    }

    [TestCase("Origin", "http://evil.example", false)]
    [TestCase("Origin", "null", false)]
    [TestCase("Origin", "http://127.0.0.1:1", false)]
    [TestCase("Origin", "https://127.0.0.1:{0}", false)]
    [TestCase("Origin", "http://127.0.0.1:{0}", true)]
    [TestCase("Sec-Fetch-Site", "cross-site", false)]
    [TestCase("Sec-Fetch-Site", "same-site", false)]
    [TestCase("Sec-Fetch-Site", "same-origin", true)]
    [TestCase("Sec-Fetch-Site", "none", true)]
    public async Task Answers_its_own_page_alone(string header, string value, bool isAnswered)
    {
        using HttpResponseMessage answer = await _page.SendAsync(
            "api/lake", request => request.Headers.Add(header, value.Replace("{0}", $"{_page.Address.Port}", StringComparison.Ordinal)));

        Assert.That(answer.StatusCode, Is.EqualTo(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden));
    }

    [Test]
    public async Task Lets_the_page_load_and_run_nothing_but_its_own_files([Values("", "app.js", "api/lake", "gone")] string path)
    {
        using HttpResponseMessage answer = await _page.SendAsync(path);

        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Multiple(() =>
        {
            Assert.That(answer.StatusCode, Is.EqualTo(path == "gone" ? HttpStatusCode.NotFound : HttpStatusCode.OK));
            Assert.That(policy, Does.StartWith("default-src 'none'; script-src 'self'; style-src 'self';"));
            Assert.That(policy, Does.Contain("frame-ancestors 'none'").And.Contains("require-trusted-types-for 'script'"));
            Assert.That(policy, Does.Not.Contain("unsafe"));
            Assert.That(answer.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(new[] { "nosniff" }));
            Assert.That(answer.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
            Assert.That(answer.Headers.GetValues("Cross-Origin-Resource-Policy"), Is.EqualTo(new[] { "same-origin" }));
        });
    }

    [Test]
    public async Task Lists_the_worst_first_and_by_filter()
    {
        JsonNode all = await _page.JsonAsync("api/recordings");
        JsonNode searched = await _page.JsonAsync($"api/recordings?q={Uri.EscapeDataString("ONLOAD")}");
        JsonNode bad = await _page.JsonAsync("api/recordings?quality=bad");
        JsonNode diagnosed = await _page.JsonAsync("api/recordings?diagnosis=426783006");
        JsonNode rejected = await _page.JsonAsync("api/rejected");

        Assert.Multiple(() =>
        {
            Assert.That((string?)all["rows"]![0]!["quality"], Is.EqualTo("bad"));
            Assert.That((string?)all["rows"]![0]!["record"], Is.EqualTo(HostileLake.Script));
            Assert.That((int?)all["total"], Is.EqualTo(2));
            Assert.That((string?)searched["rows"]!.AsArray().Single()!["record"], Is.EqualTo(HostileLake.Quotes));
            Assert.That((int?)bad["total"], Is.EqualTo(1));
            Assert.That((string?)diagnosed["rows"]!.AsArray().Single()!["record"], Is.EqualTo(HostileLake.Script));
            Assert.That((string?)rejected["rows"]!.AsArray().Single()!["record"], Is.EqualTo(HostileLake.Broken));
        });
    }

    [Test]
    public async Task Names_the_recordings_beside_one_in_the_order_of_the_list()
    {
        string first = $"<b>/{HostileLake.Script}";
        string last = $"{HostileLake.Quotes}/{HostileLake.Quotes}";

        JsonNode beside = await _page.JsonAsync($"api/neighbours?id={Uri.EscapeDataString(first)}");

        Assert.That(((int?)beside["place"], (string?)beside["previous"], (string?)beside["next"]), Is.EqualTo(((int?)1, (string?)null, (string?)last)));
    }

    [TestCase("api/recording?id=gone", HttpStatusCode.BadRequest, "there is no recording 'gone' in the lake.")]
    [TestCase("api/tile?id={0}&level=0&tile=99", HttpStatusCode.BadRequest, "ends before this tile")]
    [TestCase("api/tile?id={0}&level=-1&tile=0", HttpStatusCode.BadRequest, "level is a whole number.")]
    [TestCase("api/tile?id={0}&level=31&tile=2147483647", HttpStatusCode.BadRequest, "ends before this tile")]
    public async Task Says_in_a_line_what_is_wrong_with_a_request(string path, HttpStatusCode status, string line)
    {
        using HttpResponseMessage answer = await _page.SendAsync(path.Replace("{0}", Uri.EscapeDataString($"<b>/{HostileLake.Script}"), StringComparison.Ordinal));

        Assert.That(answer.StatusCode, Is.EqualTo(status));
        Assert.That((string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["error"], Does.Contain(line));
    }

    [Test]
    public async Task Hands_out_the_samples_that_are_seen_as_a_file()
    {
        using HttpResponseMessage answer = await _page.SendAsync($"api/samples.csv?id={Uri.EscapeDataString($"<b>/{HostileLake.Script}")}&first=3&count=2&leads=ii");

        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo("sample,time_us,ii\n3,12000,0.19\n4,16000,0.25\n"));
        Assert.That(answer.Content.Headers.ContentDisposition!.FileName, Is.EqualTo("_script_alert_1___script_-3.csv"));
    }

    [Test]
    public async Task Writes_nothing_into_the_lake()
    {
        string[] before = Files();
        foreach (string path in new[] { "", "api/lake", "api/recordings", $"api/annotations?id={Uri.EscapeDataString($"<b>/{HostileLake.Script}")}" })
        {
            using HttpResponseMessage answer = await _page.SendAsync(path);
            Assert.That(answer.IsSuccessStatusCode, path);
        }

        await _page.QueryAsync("select * from samples");

        Assert.That(Files(), Is.EqualTo(before));

        string[] Files() => [.. Directory.EnumerateFiles(_lake.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => $"{file} {File.GetLastWriteTimeUtc(file).Ticks}")];
    }

    [Test]
    public void Says_which_port_is_in_use()
    {
        var call = EcgCall.Of("view", _lake.Path, "--no-open", "--port", $"{_page.Address.Port}");

        Assert.That(call.Status, Is.EqualTo(3));
        Assert.That(call.Messages, Is.EqualTo($"ecg view: port {_page.Address.Port} is in use; choose another one with --port, or leave it out for a free one.\n"));
    }

    [TestCase("view", "gone", 64, "there is no lake at 'gone'")]
    [TestCase("view", "s3://bucket/lake", 64, "'aws s3 sync s3://bucket/lake lake', then 'ecg view lake'")]
    [TestCase("view", "--port=0", 64, "--port takes a number from 1 to 65535, not '0'.")]
    [TestCase("view", "--prot", 64, "unknown option '--prot'. Did you mean '--port'?")]
    public void Says_what_is_wrong_with_a_call(string command, string argument, int status, string line)
    {
        var call = EcgCall.Of(command, argument);

        Assert.That(call.Status, Is.EqualTo(status));
        Assert.That(call.Messages, Does.Contain(line));
    }
}
