using System.Net;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary><c>ecg view</c> in a process of its own.</summary>
public sealed class ViewCommandTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        _folder.Put("set/a.mat", Level4Bytes.Int16("val", 1, 500, [.. Enumerable.Range(0, 500).Select(sample => (short)(sample % 100))]));
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCase("INT")]
    [TestCase("TERM")]
    public async Task Serves_a_file_without_a_lake_until_it_is_stopped(string signal)
    {
        using var process = EcgProcess.Start("view", Path.Combine(_folder.Raw, "set", "a.mat"), "--no-open");
        var address = new Uri(process.FirstResultLine());
        using var client = new HttpClient();
        string lake = await client.GetStringAsync(new Uri(address, "api/lake"));
        using HttpResponseMessage page = await client.GetAsync(address);

        process.Signal(signal);
        EcgCall end = process.End();

        Assert.Multiple(() =>
        {
            Assert.That(lake, Does.Contain("\"onlyRecording\":\"default/a\""));
            Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(end.Status, Is.Zero);
            Assert.That(end.Results, Is.EqualTo($"{address}\n"));
            Assert.That(end.Messages, Is.EqualTo("Open this address in a browser. Ctrl-C stops the server.\n"));
            Assert.That(Directory.Exists(_folder.Lake), Is.False, "nothing is written beside the file");
        });
    }

    [Test]
    public void Says_why_a_file_is_rejected()
    {
        _folder.Put("broken.mat", "no MAT-file");

        var call = EcgCall.Of("view", Path.Combine(_folder.Raw, "broken.mat"), "--no-open");

        Assert.That((call.Status, call.Messages.Contains("was rejected, unsupported-format", StringComparison.Ordinal)), Is.EqualTo((2, true)), call.Messages);
    }
}
