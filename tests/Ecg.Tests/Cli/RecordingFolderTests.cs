using Ecg.Cli.Conversion;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class RecordingFolderTests
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
    public void Finds_recordings_in_any_case_and_depth_in_the_order_of_their_names()
    {
        Put("b/deep/er/2.MAT", "a.mat", "b/1.Mat", "b/1.hea", "b/dataset.json", "notes.txt", "b.mat.txt");

        Assert.That(Keys(), Is.EqualTo(new[] { "a.mat", "b/1.Mat", "b/deep/er/2.MAT" }));
    }

    [Test]
    public void Passes_over_hidden_files_and_folders()
    {
        Put("seen.mat", ".hidden.mat", ".git/x.mat", "a/._copy.mat");

        Assert.That(Keys(), Is.EqualTo(new[] { "seen.mat" }));
    }

    [Test]
    public void Does_not_look_into_the_lake()
    {
        Put("a.mat", "lake/samples/x.mat");

        IEnumerable<string> keys = new RecordingFolder(_folder.Raw, Path.Combine(_folder.Raw, "lake"), RecordingFolder.IsMatFile)
            .Keys((_, _) => Assert.Fail());

        Assert.That(keys, Is.EqualTo(new[] { "a.mat" }));
    }

    [Test]
    public void Follows_links_but_not_in_a_circle()
    {
        Put("a/1.mat", "elsewhere/2.mat");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Raw, "a", "self"), ".");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Raw, "a", "up"), _folder.Raw);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Raw, "a", "link"), "../elsewhere");
        File.CreateSymbolicLink(Path.Combine(_folder.Raw, "a", "3.mat"), "../elsewhere/2.mat");

        Assert.That(Keys(), Is.EqualTo(new[] { "a/1.mat", "a/3.mat", "a/link/2.mat", "elsewhere/2.mat" }));
    }

    [Test]
    public void Survives_links_that_lead_to_each_other()
    {
        Put("1.mat");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Raw, "x"), "y");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Raw, "y"), "x");

        Assert.That(Keys(), Is.EqualTo(new[] { "1.mat" }));
    }

    private string[] Keys() =>
        [.. new RecordingFolder(_folder.Raw, _folder.Lake, RecordingFolder.IsMatFile).Keys((_, _) => { })];

    private void Put(params string[] keys)
    {
        foreach (string key in keys)
        {
            _folder.Put(key, "x");
        }
    }
}
