using System.Text.Json;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary>A lead whose name holds what stands between issues is told of under its whole name everywhere.</summary>
public sealed class OddLeadNameTests
{
    private const string Name = "aux; raw: 2";

    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        _folder.Put("a/r.mat", Level4Bytes.Int16("val", 2, 500, [.. Enumerable.Range(0, 1000).Select(i => (short)(i % 2 == 0 ? i % 200 : 7))]));
        _folder.Put("a/r.hea", $"r 2 250 500\nr.mat 16+24 100/mV 16 0 0 0 0 II\nr.mat 16+24 100/mV 16 0 0 0 0 {Name}\n");
        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void In_the_table()
    {
        string leads = EcgCall.Of("query", "--lake", _folder.Lake, "--format", "csv", "select lead, issues from leads where quality = 'bad'").Results;
        string records = EcgCall.Of("query", "--lake", _folder.Lake, "--format", "json", "select issues from records").Results;

        Assert.Multiple(() =>
        {
            Assert.That(leads.Split('\n')[1].TrimEnd(), Is.EqualTo($"{Name},flat line: 100.0 %"));
            Assert.That(
                JsonDocument.Parse(records.Trim().Trim('[', ']')).RootElement.GetProperty("issues").GetString(),
                Does.Contain($"\"{Name}\": flat line: 100.0 %"));
        });
    }

    [Test]
    public void In_the_report()
    {
        string file = Path.Combine(_folder.Raw, "report.html");
        EcgCall.Of("report", "--lake", _folder.Lake, "--out", file);

        Assert.That(File.ReadAllText(file), Does.Contain($"<li>flat line: 100.0&#160;% in {Name}</li>"));
    }

    [Test]
    public void In_JSON()
    {
        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "a", "r.mat"), "--json");

        Assert.That(call.Results, Does.Contain($"\"{Name}\""));
    }
}
