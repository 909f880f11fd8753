using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class ReconcileCommandTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Lists_what_is_neither_converted_nor_rejected_whatever_its_spelling()
    {
        _folder.Put("d/converted.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Put("d/rejected.mat", "no MAT-file");
        _folder.Put("d/missing.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Put("d/MISSED.MAT", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Convert("d/converted.mat");
        _folder.Convert("d/rejected.mat");

        var call = EcgCall.Of("reconcile", "--raw", _folder.Raw, "--lake", _folder.Lake);

        Assert.That(call.Results, Is.EqualTo("d/MISSED.MAT\nd/missing.mat\n"));
        Assert.That(call.Messages, Is.EqualTo("2 recordings missing, 2 known.\n"));
        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
    }

    [Test]
    public void Is_content_with_a_lake_that_knows_everything()
    {
        _folder.Put("a.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Convert("a.mat");

        Assert.That(EcgCall.Of("reconcile", "--raw", _folder.Raw, "--lake", _folder.Lake), Is.EqualTo(new EcgCall(0, "", "0 recordings missing, 1 known.\n")));
    }

    [Test]
    public void Refuses_a_queue_for_a_folder() =>
        Assert.That(
            EcgCall.Of("reconcile", "--raw", _folder.Raw, "--lake", _folder.Lake, "--queue", "https://sqs.eu-central-1.amazonaws.com/123456789012/uploads").Status,
            Is.EqualTo(ExitStatus.UsageError));
}
