using Ecg.Aws.Buckets;
using Ecg.Cli.Querying;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class BucketCopyTests
{
    private string _folder = null!;

    [SetUp]
    public void SetUp() => _folder = Directory.CreateTempSubdirectory("ecg-copy-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Copies_the_objects_of_the_tables_and_no_others()
    {
        string bucket = Path.Combine(_folder, "bucket");
        string copy = Path.Combine(_folder, "copy");
        string[] keys =
        [
            "records/dataset=ds/0123abcd-a.parquet", "records/dataset=ds/zz.txt", "records/readme.md", "records/dataset=ds/sub/0a.parquet",
            "leads/dataset=ds/0123abcd-a.parquet",
        ];
        foreach (string key in keys)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(bucket, "lake", key))!);
            await File.WriteAllTextAsync(Path.Combine(bucket, "lake", key), key);
        }

        string told = "";
        await new BucketCopy(new FolderBucket(bucket, "lake"), copy).CopyAsync(["records"], "lake/", what => told = what, default);

        Assert.That(
            Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(copy, path)),
            Is.EqualTo(new[] { "records/dataset=ds/0123abcd-a.parquet" }));
        Assert.That(told, Is.EqualTo("1 object, 0.0 MB"));
    }

    [TestCase("select samples, leads from records", new[] { "records" })]
    [TestCase("select * from SAMPLES s join records r using (record_id) where exists (from leads)", new[] { "samples", "leads", "records" })]
    [TestCase("explain select 1 from rejected", new[] { "rejected" })]
    [TestCase("show tables", new[] { "samples", "leads", "annotations", "records", "rejected" })]
    [TestCase("describe leads", new[] { "leads" })]
    [TestCase("select 1", new string[0])]
    [TestCase("no sql", new string[0])]
    public void Knows_the_tables_that_a_question_reads(string sql, string[] tables) =>
        Assert.That(LakeDatabase.TablesOf(sql), Is.EqualTo(tables));

    [Test]
    public void Knows_the_tables_of_a_question_however_deep() =>
        Assert.That(
            LakeDatabase.TablesOf($"select {string.Concat(Enumerable.Repeat("(1 + ", 300))}1{new string(')', 300)} from records"),
            Is.EqualTo(new[] { "records" }));
}
