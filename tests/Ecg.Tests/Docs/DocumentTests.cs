using NUnit.Framework;

namespace Ecg.Tests.Docs;

/// <summary>No document sends its reader to what is not there.</summary>
public sealed class DocumentTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeRepository()
    {
        _folder = Directory.CreateTempSubdirectory("ecg-docs-");
        Write("docs/there.md", "# There\n\n## What `ecg` does, and why?\n\n## Twice\n\n## Twice\n\n<a id=\"by-hand\"></a>\n");
        Write("infra/Program.cs", "");
    }

    [TearDown]
    public void RemoveRepository() => _folder.Delete(recursive: true);

    [Test]
    public void Point_only_at_what_is_there()
    {
        var check = DocumentCheck.Of(RepositoryFolder.Path);
        Assert.That(check.Documents, Does.Contain("README.md").And.Contain("docs/operations.md"));
        Assert.That(check.Pointers, Is.GreaterThan(100));
        Assert.That(check.Problems(), Is.Empty);
    }

    [TestCase("[a](docs/there.md)")]
    [TestCase("[a](docs/there.md#what-ecg-does-and-why)")]
    [TestCase("[a](docs/there.md#twice) [b](docs/there.md#twice-1) [c](docs/there.md#by-hand)")]
    [TestCase("[`a`](/docs/there.md) ![b](./infra) [c](https://example.org/missing.md) [d](mailto:me@example.org)")]
    [TestCase("[a]\n\n[a]: docs/there.md#there")]
    [TestCase("`infra/Program.cs`, `Program.cs`, `infra/`, `dataset.json`, `infra/*.cs`, `docs/<name>.md`")]
    [TestCase("```sh\ncat infra/Program.cs > /tmp/infra/other\n# [no](link.md)\n```")]
    [TestCase("`[no](link.md)` and ``a ` [no](link.md)``")]
    public void Are_right_when_it_is_there(string text)
    {
        Write("README.md", text);
        Assert.That(DocumentCheck.Of(_folder.FullName).Problems(), Is.Empty);
    }

    [TestCase("a\n\n[a](docs/gone.md)", "README.md:3: the link to docs/gone.md leads nowhere: there is no docs/gone.md")]
    [TestCase("![a](gone.png)", "README.md:1: the link to gone.png leads nowhere: there is no gone.png")]
    [TestCase("<img src=\"gone.png\">", "README.md:1: the link to gone.png leads nowhere: there is no gone.png")]
    [TestCase("[`a`](gone.cs)", "README.md:1: the link to gone.cs leads nowhere: there is no gone.cs")]
    [TestCase("[a]\n\n[a]: docs/gone.md", "README.md:3: the link to docs/gone.md leads nowhere: there is no docs/gone.md")]
    [TestCase("[a](docs/There.md)", "README.md:1: the link to docs/There.md leads nowhere: there is no docs/There.md")]
    [TestCase("[a](docs/there.md#gone)", "README.md:1: the link to docs/there.md#gone leads nowhere: docs/there.md has no heading or anchor #gone")]
    [TestCase("[a](docs/there.md#twice-2)", "README.md:1: the link to docs/there.md#twice-2 leads nowhere: docs/there.md has no heading or anchor #twice-2")]
    [TestCase("# A\n[a](#b)", "README.md:2: the link to #b leads nowhere: README.md has no heading or anchor #b")]
    [TestCase("See `infra/Gone.cs`.", "README.md:1: names infra/Gone.cs, which is not there")]
    [TestCase("See `Gone.cs`.", "README.md:1: names Gone.cs, which is not there")]
    [TestCase("~~~sh\nnode tests/gone.mjs\n~~~", "README.md:2: names tests/gone.mjs, which is not there")]
    public void Are_wrong_when_it_is_not_there(string text, string problem)
    {
        Write("README.md", text);
        Assert.That(DocumentCheck.Of(_folder.FullName).Problems(), Is.EqualTo([problem]));
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
