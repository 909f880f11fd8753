using Ecg.Lake.Reading;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Reading;

public sealed class RecordingKeyTests
{
    [TestCase("A0001.mat", "default", "A0001")]
    [TestCase("1 NSR/100m (0).mat", "1 NSR", "100m (0)")]
    [TestCase("ptb-xl/records/00/00001_lr.mat", "ptb-xl", "records/00/00001_lr")]
    [TestCase("a/b.c.mat", "a", "b.c")]
    [TestCase("a/B.MAT", "a", "B")]
    [TestCase("/b.mat", "default", "/b")]
    [TestCase("default/b.mat", "default", "default/b")]
    public void Takes_the_dataset_from_the_first_folder_and_the_rest_as_record(string key, string dataset, string recordId)
    {
        var parsed = RecordingKey.Parse(key);

        Assert.That((parsed.Dataset, parsed.RecordId), Is.EqualTo((dataset, recordId)));
    }

    [Test]
    public void Makes_the_path_of_the_key_alone()
    {
        // printf '1 NSR/a/100m (0).mat' | sha256sum
        var key = RecordingKey.Parse("1 NSR/a/100m (0).mat");

        Assert.That(key.PathIn("samples"), Is.EqualTo("samples/dataset=1 NSR/HASH-a__100m__0_.parquet".Replace("HASH", Hash, StringComparison.Ordinal)));
        Assert.That(key.PathIn("rejected"), Does.EndWith("a__100m__0_.parquet"));
    }

    [TestCase("../../etc/passwd.mat")]
    [TestCase("..")]
    [TestCase("./x.mat")]
    [TestCase("a/../../b.mat")]
    [TestCase("a=b/../c.mat")]
    [TestCase("x\n\0y/z\r.mat")]
    [TestCase("samples/dataset=x/y.mat")]
    public void Keeps_every_path_inside_its_dataset(string raw)
    {
        string[] parts = RecordingKey.Parse(raw).PathIn("samples").Split('/');

        Assert.That(parts, Has.Length.EqualTo(3));
        Assert.That(parts[1], Does.StartWith("dataset=").And.Not.EqualTo("dataset=..").And.Not.EqualTo("dataset=."));
        Assert.That(parts, Has.None.Matches<string>(part => part!.Any(char.IsControl)));
    }

    [Test]
    public void Keeps_keys_apart_that_only_differ_in_what_a_path_cannot_hold() =>
        Assert.That(RecordingKey.Parse("a/x y.mat").FileName, Is.Not.EqualTo(RecordingKey.Parse("a/x_y.mat").FileName));

    [Test]
    public void Shortens_a_name_that_no_file_system_takes() =>
        Assert.That(RecordingKey.Parse($"a/{new string('x', 1000)}.mat").FileName, Has.Length.LessThan(230));

    [Test]
    public void Replaces_the_dataset_and_nothing_else()
    {
        var key = RecordingKey.Parse("a/b/c.mat", "other");

        Assert.That(key.PathIn("leads"), Is.EqualTo($"leads/dataset=other/{RecordingKey.Parse("a/b/c.mat").FileName}.parquet"));
        Assert.That(key.HeaderKey, Is.EqualTo("a/b/c.hea"));
        Assert.That(key.DatasetFileKey, Is.EqualTo("a/dataset.json"));
    }

    [TestCase("null", "%6Eull")]
    [TestCase("NULL", "%4EULL")]
    [TestCase("__HIVE_DEFAULT_PARTITION__", "%5F_HIVE_DEFAULT_PARTITION__")]
    [TestCase("nullable", "nullable")]
    public void Escapes_a_dataset_that_an_engine_would_take_for_none(string dataset, string folder) =>
        Assert.That(RecordingKey.Parse($"{dataset}/x.mat").PathIn("records"), Does.StartWith($"records/dataset={folder}/"));

    private const string Hash = "ea4f652bb6e868f7";
}
