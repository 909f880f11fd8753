using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class WatchCommandTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        Directory.CreateDirectory(_folder.Raw);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Converts_what_is_there_and_what_arrives_until_it_is_stopped()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("Windows has no SIGINT to send.");
        }

        _folder.Put("there.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        using var process = EcgProcess.Start("watch", _folder.Raw, "--out", _folder.Lake);
        EcgProcess.WaitUntil(() => Records("default").Contains("there"));

        _folder.Put("later/new.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        EcgProcess.WaitUntil(() => Records("later").Contains("new"));
        _folder.Put("later/new.hea", "new 1 360 300\nnew.mat 16+24 100/mV 16 0 0 0 0 MLII\n");
        EcgProcess.WaitUntil(() => Equals(_folder.Query("SELECT max(sampling_rate_hz) FROM {records}")[0][0], 360.0));
        process.Signal("INT");
        EcgCall call = process.End();

        Assert.That(call.Status, Is.Zero);
        Assert.That(call.ResultLines[0], Does.StartWith("converted  there.mat"));
        Assert.That(call.ResultLines[^1], Does.StartWith("converted  later/new.mat  mat-v4  MLII  300 samples  360 Hz"));
        Assert.That(call.Messages, Does.Match(@"\d+ converted, 0 rejected, 0 failed;"));
    }

    [Test]
    public void Refuses_a_folder_that_does_not_exist()
    {
        string missing = Path.Combine(_folder.Raw, "missing");

        Assert.That(
            EcgCall.Of("watch", missing, "--out", _folder.Lake),
            Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", $"ecg watch: '{missing}' does not exist.\n")));
    }

    private string[] Records(string dataset)
    {
        string folder = Path.Combine(_folder.Lake, "records", $"dataset={dataset}");
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "*.parquet").Select(path => Path.GetFileNameWithoutExtension(path)[17..])]
            : [];
    }
}
