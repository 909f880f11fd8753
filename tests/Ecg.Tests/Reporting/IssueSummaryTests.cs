using Ecg.Cli.Reporting;
using NUnit.Framework;

namespace Ecg.Tests.Reporting;

public sealed class IssueSummaryTests
{
    private static readonly string[] Leads = ["I", "II", "V: 1"];

    [TestCase("unknown unit", new[] { "unknown unit" })]
    [TestCase("I: flat line: 100.0 %", new[] { "flat line: 100.0 % in I" })]
    [TestCase("I: clipping: 2 %|II: clipping: 3 %|I: flat line: 9 %", new[] { "clipping: I 2 %, II 3 %", "flat line: 9 % in I" })]
    [TestCase("I: missing samples: 5 of 9|II: missing samples: 5 of 9|V: 1: missing samples: 5 of 9", new[] { "missing samples: 5 of 9 in I, II", "V: 1: missing samples: 5 of 9" })]
    [TestCase("age \"x: y\" of variable age ignored", new[] { "age \"x: y\" of variable age ignored" })]
    [TestCase("I: odd", new[] { "odd: I" })]
    public void Tells_what_leads_share_once_and_loses_nothing(string issues, string[] expected) =>
        Assert.That(IssueSummary.Of(issues.Split('|'), Leads), Is.EqualTo(expected));
}
