using System.Text.RegularExpressions;
using Ecg.Tests.Lake;
using Ecg.Tests.Queries;
using NUnit.Framework;

namespace Ecg.Tests.Terminal;

/// <summary>What a person sees on a terminal, and a file does not get.</summary>
public sealed partial class TerminalTests
{
    private QueryLake _lake = null!;

    [OneTimeSetUp]
    public void MakeLake() => _lake = new QueryLake();

    [OneTimeTearDown]
    public void RemoveLake() => _lake.Dispose();

    [TestCase(80)]
    [TestCase(120)]
    [TestCase(200)]
    public void A_table_and_the_help_fit_its_width(int columns)
    {
        string table = EcgTerminal.Show(columns, "", "", "query", "--lake", _lake.Path, "--named", "quality-report");
        string help = EcgTerminal.Show(columns, "", "", "convert", "--help").Split("Examples:")[0];

        Assert.That(table, Does.Contain("│ record_id │").And.Contain("╭"));
        Assert.That(LinesOf(table).Concat(LinesOf(help)), Has.All.Length.LessThanOrEqualTo(columns));
    }

    [Test]
    public void Colours_what_is_not_good_unless_NO_COLOR_is_set()
    {
        string[] call = ["query", "--lake", _lake.Path, "select 'bad' as quality"];

        Assert.That(EcgTerminal.Show(80, "", "", call), Does.Match("\u001b\\[[0-9;]+mbad\u001b\\["));
        Assert.That(EcgTerminal.Show(80, "", "NO_COLOR=1", call), Does.Not.Match("\u001b\\[[0-9;]+mbad").And.Contain(" bad "));
    }

    [Test]
    public void A_query_without_SQL_is_a_prompt_that_remembers()
    {
        string shown = EcgTerminal.Show(80, "select 7 as seven\r\u001b[A + 1\rnosuch\rexit\r", "", "query", "--lake", _lake.Path);

        Assert.That(shown, Does.Contain("ecg> ").And.Contain("│ seven │").And.Contain("│     7 │"));
        Assert.That(shown, Does.Contain("syntax error at or near \"+\"").And.Contain("syntax error at or near \"nosuch\""));
    }

    [Test]
    public void Progress_tells_how_far_it_is_how_fast_and_what_is_rejected()
    {
        using var folder = new LakeFolder();
        for (int i = 0; i < 30; i++)
        {
            folder.Put($"set/{i:00}.mat", i % 3 == 0 ? [1, 2, 3] : Level4Bytes.Int16("val", 2, 100_000, new short[200_000]));
        }

        string shown = EcgTerminal.Show(80, "", "", "convert", folder.Raw, "--out", folder.Lake, "--jobs", "1");

        Assert.That(shown, Does.Match(@"\d+/30, [\d.]+ MB, [\d.]+ MB/s, \d+ rejected"));
        Assert.That(shown, Does.Contain("20 converted, 10 rejected, 0 failed"));
    }

    private static IEnumerable<string> LinesOf(string shown) => Sequence.Replace(shown, "").Split('\n').Select(line => line.TrimEnd('\r'));

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]")]
    private static partial Regex Sequence { get; }
}
