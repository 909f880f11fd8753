using Ecg.Cli.Invocation;
using Ecg.Lake;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary><c>ecg forget</c> in a folder; buckets have their tests on a local server.</summary>
public sealed class ForgetCommandTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        foreach (string key in new[] { "d/x.mat", "d/x.mat.mat", "d/xx.mat", "e/x.mat" })
        {
            _folder.Put(key, Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
            _folder.Convert(key);
        }
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Deletes_the_files_of_one_recording_and_the_index_and_no_source()
    {
        string index = Directory.CreateDirectory(Path.Combine(_folder.Lake, "_catalogue")).FullName;
        File.WriteAllText(Path.Combine(index, "records-v1-0.rows.parquet"), "rows");

        var call = EcgCall.Of("forget", "d/x.mat", "--lake", _folder.Lake, "--yes");

        Assert.That(call.Status, Is.Zero, call.Messages);
        Assert.That(_folder.Query("SELECT dataset || '/' || record_id FROM {records} ORDER BY 1").Select(row => row[0]), Is.EqualTo(new[] { "d/x.mat", "d/xx", "e/x" }));
        Assert.That(_folder.Snapshot().Keys, Has.Exactly(9).Items);
        Assert.That(File.Exists(Path.Combine(_folder.Raw, "d/x.mat")), Is.True);
        Assert.That(EcgCall.Of("forget", "d/x.mat", "--lake", _folder.Lake, "--yes").Status, Is.EqualTo(ExitStatus.Rejected));
    }

    [Test]
    public void Finds_a_recording_whose_dataset_was_replaced()
    {
        _folder.Put("f/y.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        _folder.Convert("f/y.mat", new ConversionOptions { Dataset = "other" });

        Assert.That(EcgCall.Of("forget", "f/y.mat", "--lake", _folder.Lake, "--yes").Status, Is.Zero);
        Assert.That(_folder.Snapshot().Keys, Has.None.Contains("dataset=other/"));
    }

    [Test]
    public void Without_confirmation_nothing_is_deleted()
    {
        var call = EcgCall.Of("forget", "d/x.mat", "--lake", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain("-x.parquet").And.Contain("--yes"));
        Assert.That(_folder.Snapshot().Keys, Has.Exactly(12).Items);
    }

    [TestCase("d/x")]
    [TestCase("d/")]
    [TestCase("d/x.dat")]
    public void Refuses_what_is_no_recording(string key) =>
        Assert.That(EcgCall.Of("forget", key, "--lake", _folder.Lake, "--yes").Status, Is.EqualTo(ExitStatus.UsageError));
}
