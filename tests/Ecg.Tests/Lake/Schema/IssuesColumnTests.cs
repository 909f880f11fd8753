using Ecg.Lake.Schema;
using Ecg.Signals;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Schema;

public sealed class IssuesColumnTests
{
    private static readonly string[] Fragments =
        ["I", "aux", "flat line", "clipping", "100.0 %", ": ", "; ", ":", ";", "\"", "\"\"", " ", "", "odd", "raw: 2", "é"];

    [Test]
    public void Writes_ordinary_issues_as_they_read()
    {
        Issue[] issues =
        [
            "unknown sampling rate",
            new("unknown unit", "I, II"),
            "square matrix: rows taken as leads",
            "key \"fs; hz: 1\" of dataset.json ignored, perhaps fs is meant",
            "\"fs\" of dataset.json ignored, an earlier key says the same",
            new("flat line", "100.0 %", "V3"),
            new("implausible amplitude", "-12 to 3 mV", "V:1"),
        ];

        Assert.That(
            IssuesColumn.Format(issues),
            Is.EqualTo(string.Join("; ", issues.Select(issue => issue.Text))));
    }

    [TestCase("aux; raw: 2", "\"aux; raw: 2\": flat line: 9 %")]
    [TestCase("5\"", "\"5\"\"\": flat line: 9 %")]
    [TestCase("say \"V\"", "say \"V\": flat line: 9 %")]
    [TestCase("flat line: 9 %", "\"flat line: 9 %\": flat line: 9 %")]
    [TestCase("V:", "V:: flat line: 9 %")]
    public void Quotes_a_lead_that_would_be_read_otherwise(string lead, string expected)
    {
        var issue = new Issue("flat line", "9 %", lead);

        Assert.Multiple(() =>
        {
            Assert.That(IssuesColumn.Format([issue]), Is.EqualTo(expected));
            Assert.That(IssuesColumn.Parse(expected), Is.EqualTo(new[] { issue }));
        });
    }

    [TestCase("5\" of A.hea ignored", "\"5\"\" of A.hea ignored\"")]
    [TestCase("checksum of a; b is 1", "\"checksum of a; b is 1\"")]
    [TestCase("I: flat line", "\"I: flat line\"")]
    public void Quotes_a_sentence_that_would_be_read_otherwise(string sentence, string expected) =>
        Assert.That(IssuesColumn.Format([sentence]), Is.EqualTo(expected));

    [Test]
    public void Has_no_text_for_no_issue() => Assert.Multiple(() =>
    {
        Assert.That(IssuesColumn.Format([]), Is.Null);
        Assert.That(IssuesColumn.Parse(null), Is.Empty);
    });

    [Test]
    public void Reads_what_it_wrote_whatever_the_words_are()
    {
        var random = new Random(20);
        string Words() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => Fragments[random.Next(Fragments.Length)]));
        for (int round = 0; round < 20_000; round++)
        {
            Issue[] issues =
            [
                .. Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(3) == 0
                    ? new Issue(Words())
                    : new Issue(Words(), random.Next(4) == 0 ? null : Words(), Words())),
            ];

            string? column = IssuesColumn.Format(issues);

            Assert.That(IssuesColumn.Parse(column).Select(Parts), Is.EqualTo(issues.Select(Parts)), column);
        }
    }

    private static (string?, string, string?) Parts(Issue issue) =>
        issue.Lead is null ? (null, issue.Text, null) : (issue.Lead, issue.Kind, issue.Value);
}
