using Ecg.Cli.Reporting;
using NUnit.Framework;

namespace Ecg.Tests.Reporting;

public sealed class ReportTextTests
{
    [TestCase(0, ExpectedResult = "0 s")]
    [TestCase(9.999, ExpectedResult = "10 s")]
    [TestCase(2.25, ExpectedResult = "2.25 s")]
    [TestCase(260, ExpectedResult = "4 min 20 s")]
    [TestCase(299.9, ExpectedResult = "5 min")]
    [TestCase(90_180, ExpectedResult = "25 h 3 min")]
    [TestCase(1e7, ExpectedResult = "2777 h 47 min")]
    public string Writes_a_length_in_the_units_that_are_fit_for_it(double seconds) => ReportText.Duration(seconds);
}
