using Ecg.Cli.Querying;
using Ecg.Cli.Terminal;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

public sealed class QueryPromptTests
{
    private QueryLake _lake = null!;

    [OneTimeSetUp]
    public void OneTimeSetUp() => _lake = new QueryLake();

    [OneTimeTearDown]
    public void OneTimeTearDown() => _lake.Dispose();

    [Test]
    public void Answers_one_question_after_the_other()
    {
        (string results, string messages) = Run("select count(*) as n from records", "", "rejected-files;", "select 7 as seven;", "exit");

        Assert.That(results, Does.Contain("| n |").And.Contain("| 3 |").And.Contain("unsupported-format").And.Contain("| seven |"));
        Assert.That(messages.Split('\n'), Has.Exactly(3).EqualTo("1 row"));
    }

    [Test]
    public void Goes_on_to_the_next_line_until_a_statement_is_whole()
    {
        (string results, _) = Run("select count(*) as", "n from records where", "quality in ('good',", "'suspect', 'bad')");

        Assert.That(results, Does.Contain("| n |").And.Contain("| 3 |"));
    }

    [Test]
    public void Survives_a_mistake_and_shows_its_place()
    {
        (string results, string messages) = Run("selec 1", "select nosuch from records", "select 'open", "", "copy (select 1) to 'x'", "select 5 as five");

        Assert.That(messages, Does.Contain("syntax error at or near \"selec\".\n  LINE 1: selec 1\n          ^\n"));
        Assert.That(messages, Does.Contain("Referenced column \"nosuch\" not found").And.Contain("SQL is read-only"));
        Assert.That(results, Does.Contain("| five |"));
    }

    [TestCase("sel", new[] { "select" })]
    [TestCase("SEL", new[] { "select" })]
    [TestCase("sampl", new[] { "sample", "samples", "sampling_rate_hz" })]
    [TestCase("quality-", new[] { "quality-report" })]
    [TestCase("nosuch", new string[0])]
    public void Knows_the_words_that_can_follow(string word, string[] expected) => Assert.That(QueryPrompt.Complete(word), Is.EqualTo(expected));

    private (string Results, string Messages) Run(params string[] lines)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var messages = new StringWriter { NewLine = "\n" };
        using var output = new CommandOutput { Results = results, Messages = messages };
        using var database = LakeDatabase.Open(_lake.Path);
        var left = new Queue<string>(lines);
        new QueryPrompt(database, output, _ => left.TryDequeue(out string? line) ? line : null)
            .Run(reader => TableRows.Write(reader, output, default), default);
        return (results.ToString(), messages.ToString());
    }
}
