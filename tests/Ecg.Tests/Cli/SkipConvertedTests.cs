using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class SkipConvertedTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        _folder.Put("d/a.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Put("d/b.mat", Level4Bytes.Int16("val", 1, 3, 3, 2, 1));
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Goes_on_where_an_interrupted_run_stopped()
    {
        EcgCall.Of("convert", Path.Combine(_folder.Raw, "d", "a.mat"), "--out", _folder.Lake, "--dataset", "d");
        string[] convert = ["convert", Path.Combine(_folder.Raw, "d"), "--out", _folder.Lake, "--dataset", "d"];

        var second = EcgCall.Of([.. convert, "--json"]);
        var third = EcgCall.Of(convert);
        var forced = EcgCall.Of([.. convert, "--force"]);

        Assert.That(second.Messages, Does.Contain("1 converted, 1 already converted, 0 rejected"));
        Assert.That(second.Results, Does.Contain("\"status\":\"skipped\"").And.Contain("\"status\":\"converted\""));
        Assert.That(third.Status, Is.EqualTo(ExitStatus.Success));
        Assert.That(third.Messages, Does.Contain("0 converted, 2 already converted"));
        Assert.That(third.Results, Does.Contain("skipped    a.mat  already converted"));
        Assert.That(forced.Messages, Does.Contain("2 converted, 0 rejected"));
    }
}
