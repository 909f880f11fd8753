using Ecg.Cli.Terminal;
using Ecg.Tests.Cli;
using NUnit.Framework;

namespace Ecg.Tests.Terminal;

public sealed class WordWrapTests
{
    [TestCase("", new string[0])]
    [TestCase("one two three", new[] { "one two", "three" })]
    [TestCase("one\ntwo   three", new[] { "one two", "three" })]
    [TestCase("a muchtoolongword b", new[] { "a", "muchtoolongword", "b" })]
    public void Breaks_lines_between_words(string text, string[] lines) => Assert.That(WordWrap.Lines(text, 8), Is.EqualTo(lines));

    [TestCase("convert")]
    [TestCase("query")]
    [TestCase("plot")]
    [TestCase("worker")]
    public void Help_is_no_wider_than_a_hundred_columns_but_for_its_examples(string command)
    {
        string help = EcgCall.Of(command, "--help").Results.Split("Examples:")[0];

        Assert.That(help.Split('\n'), Has.All.Length.LessThanOrEqualTo(100));
    }
}
