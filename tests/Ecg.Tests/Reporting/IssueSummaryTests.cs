using Ecg.Cli.Querying;
using Ecg.Lake.Schema;
using NUnit.Framework;

namespace Ecg.Tests.Reporting;

public sealed class IssueSummaryTests
{
    private const int LeadCount = 3;

    [TestCase("unknown unit", new[] { "unknown unit" })]
    [TestCase("I: flat line: 100.0 %", new[] { "flat line: 100.0 % in I" })]
    [TestCase("I: clipping: 2 %; II: clipping: 3 %; I: flat line: 9 %", new[] { "clipping: I 2 %, II 3 %", "flat line: 9 % in I" })]
    [TestCase("I: missing samples: 5 of 9; II: missing samples: 5 of 9", new[] { "missing samples: 5 of 9 in I, II" })]
    [TestCase("I: flat line: 9 %; II: flat line: 9 %; V: 1: flat line: 9 %", new[] { "flat line: 9 % in I, II", "V: 1: flat line: 9 %" })]
    [TestCase("I: flat line: 9 %; II: flat line: 9 %; \"V: 1\": flat line: 9 %", new[] { "flat line: 9 % in all 3 leads" })]
    [TestCase("\"aux; raw: 2\": clipping: 2 %; II: clipping: 3 %", new[] { "clipping: aux; raw: 2 2 %, II 3 %" })]
    [TestCase("age \"x: y\" of variable age ignored", new[] { "age \"x: y\" of variable age ignored" })]
    [TestCase("I: flat line", new[] { "flat line: I" })]
    [TestCase("I: odd", new[] { "I: odd" })]
    public void Tells_what_leads_share_once_and_loses_nothing(string column, string[] expected) =>
        Assert.That(IssueSummary.Of(IssuesColumn.Parse(column), LeadCount), Is.EqualTo(expected));
}
