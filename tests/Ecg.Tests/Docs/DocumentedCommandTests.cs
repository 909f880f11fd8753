using Ecg.Tests.Cli;
using NUnit.Framework;

namespace Ecg.Tests.Docs;

/// <summary>What the documents tell their reader to type works, and prints what they say.</summary>
[NonParallelizable]
public sealed class DocumentedCommandTests
{
    private const string Account = "it needs an AWS account";
    private const string Release = "it needs a release: PackagedCommandTests";

    // Whatever else stands in a block is run.
    private static readonly Dictionary<string, string> NotRun = new(StringComparer.Ordinal)
    {
        ["dotnet test tests/Tests.slnx"] = "it runs this test",
        ["tar -xzf ecg-linux-x64.tar.gz"] = Release,
        ["export PATH=\"$PWD/ecg:$PATH\""] = Release,
        ["dotnet tool install --global Ecg.Cli"] = Release,
        ["docker run --rm --volume \"$PWD:/data\" --user \"$UID\" ghcr.io/OWNER/NAME/ecg convert recordings --out lake"] = Release,
        ["dotnet build functions/Ecg.Cli -c Release"] = "what it builds, this test is built with",
        ["export PATH=\"$PWD/functions/Ecg.Cli/bin/Release/net10.0:$PATH\""] = "the command is called within this process",
        ["ecg watch incoming --out lake"] = "it runs until it is stopped: WatchCommandTests",
        ["ecg view lake"] = "it runs until it is stopped: ViewCommandTests",
        ["aws sts get-caller-identity"] = Account,
        ["pulumi login"] = Account,
        ["pulumi stack init dev"] = Account,
        ["pulumi up"] = Account,
        ["pulumi stack output athenaUrl"] = Account,
        ["pulumi destroy"] = Account,
    };

    [TestCase("README.md", 8)]
    [TestCase("docs/analysts.md", 10)]
    public void Work_as_they_stand(string document, int atLeast)
    {
        using var run = new DocumentRun(NotRun);
        Assert.That(run.Problems(Read(document)), Is.Empty);
        Assert.That(run.Count, Is.AtLeast(atLeast));
    }

    [Test]
    public void Are_passed_over_only_where_a_document_has_them()
    {
        IEnumerable<ShellCommand> commands = new[] { "README.md", "docs/analysts.md" }
            .SelectMany(document => Read(document).Blocks.Where(block => block.Language == "sh").SelectMany(ShellCommand.Of));
        Assert.That(NotRun.Keys, Is.SubsetOf(commands.Select(command => command.Text)));
    }

    [TestCase("```sh\necg inspect A0001.mat   # what is in it\n```", null)]
    [TestCase("```sh\necg query --lake \"ecg-demo/lake\" 'select 1'\n```", "2: ecg query --lake \"ecg-demo/lake\" 'select 1': exit status 64: ecg query: there is no lake at 'ecg-demo/lake'; 'ecg convert PATH --out ecg-demo/lake' creates one.")]
    [TestCase("```sh\n\necg report\n```", "3: ecg report: exit status 64: ecg report: Option '--out' is required. 'ecg report --help' shows the usage.")]
    [TestCase("```sh\ndotnet run --project functions/Ecg.Cli -c Release -- gone\n```", "2: dotnet run --project functions/Ecg.Cli -c Release -- gone: exit status 64: ecg: unknown command 'gone'. 'ecg --help' shows the usage.")]
    [TestCase("```sh\npulumi preview\n```", "2: pulumi preview: no test runs it, and no reason is given")]
    [TestCase("```sh\necg convert recordings --out lake\necg query --lake lake \"select * from records where record_id = 'gone'\"\n```", "3: ecg query --lake lake \"select * from records where record_id = 'gone'\": the answer has no row")]
    [TestCase("```sh\necg query - < gone.sql\n```", "2: ecg query - < gone.sql: there is no gone.sql")]
    [TestCase("```json\n{ \"adc_gian\": 200 }\n```", "1: the JSON: key \"adc_gian\" of dataset.json ignored, perhaps adc_gain is meant")]
    [TestCase("```json\n[200]\n```", "1: the JSON: dataset.json, line 1, position 1: expected an object in braces: correct or remove the file.")]
    [TestCase("```python\nt = 'gone'\n```", "1: the Python: nothing of it is tried")]
    [TestCase("```python\nduckdb.sql(\"select 1 where 1 = 2\").df()\n```", "1: the Python: the answer has no row")]
    [TestCase("```python\nfor path in glob.glob(\"gone/*.parquet\"):\n```", "1: the Python: no file is like gone/*.parquet")]
    public void Are_noticed_where_they_do_not_work(string text, string? problem)
    {
        using var run = new DocumentRun(NotRun);
        Assert.That(run.Problems(MarkdownDocument.Parse(text)), Is.EqualTo(problem is null ? Array.Empty<string>() : [problem]));
    }

    [TestCase("```sh\n\necg inspect A0001.mat | less\n```", "The block at line 1 cannot be run: the test does not know what | does.")]
    [TestCase("```sh\necg query --lake lake \"select 1\n```", "The block at line 1 cannot be run: the quote \" is not closed.")]
    public void Are_no_more_than_the_test_can_run(string text, string problem)
    {
        using var run = new DocumentRun(NotRun);
        Assert.That(() => run.Problems(MarkdownDocument.Parse(text)), Throws.TypeOf<FormatException>().With.Message.EqualTo(problem));
    }

    [Test]
    public void Print_what_the_analysts_guide_says()
    {
        IReadOnlyList<FencedBlock> blocks = Read("docs/analysts.md").Blocks;
        using var folder = new DocumentRun(NotRun);
        EcgCall.Of("demo", "--dir", "ecg-demo");

        var shown = new List<string>();
        var differences = new List<string>();
        for (int i = 0; i < blocks.Count; i++)
        {
            if (blocks[i].Language.Length == 0)
            {
                var table = new PrintedTable(blocks[i]);
                string[] question = blocks[i - 1].Language == "sql" ? [blocks[i - 1].Text] : ["--named", table.NamedQuery!];
                var answer = EcgCall.Of(["query", "--lake", "ecg-demo/lake", "--format", "json", .. question]);
                Assert.That(answer.Status, Is.Zero, answer.Messages);
                differences.AddRange(table.Differences(answer.Results));
                shown.Add(question[^1]);
            }
        }

        Assert.That(differences, Is.Empty);
        Assert.That(
            shown,
            Is.SupersetOf(new[] { "quality-report", "recordings-by-diagnosis", "lead-statistics", "normalized-signal", "rejected-files" }));
    }

    [TestCase("a  b\n1  two\n", null)]
    [TestCase("a      b\n1.00  tw ...\n", null)]
    [TestCase("c  a\n   1\n", "2: the columns are not those of the result, or in another order")]
    [TestCase("a  d\n1  2\n", "2: the columns are not those of the result, or in another order")]
    [TestCase("a  b\n2  two\n", "3: a is 1.004, not '2'")]
    [TestCase("a  b\n1.01  two\n", "3: a is 1.004, not '1.01'")]
    [TestCase("a  b\n1  tow ...\n", "3: b is two words, not 'tow ...'")]
    [TestCase("b  c\ntwo ...  3\n", "3: c is , not '3'")]
    [TestCase("a\n1\n2\n", "1: the result has only 1 rows")]
    [TestCase("a\n", "1: there is no row")]
    public void Differ_from_what_a_document_prints(string text, string? difference)
    {
        var table = new PrintedTable(new FencedBlock(1, "", text.Replace("two\n", "two words\n", StringComparison.Ordinal), ""));
        Assert.That(
            table.Differences("""[{"a":1.004,"b":"two words","c":null}]"""),
            Is.EqualTo(difference is null ? Array.Empty<string>() : [difference]));
    }

    private static MarkdownDocument Read(string document) =>
        MarkdownDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Path, document)));
}
