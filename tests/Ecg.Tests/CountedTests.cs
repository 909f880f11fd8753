using NUnit.Framework;

namespace Ecg.Tests;

internal sealed class CountedTests
{
    [TestCase(0, "0 leads")]
    [TestCase(1, "1 lead")]
    [TestCase(2, "2 leads")]
    [TestCase(12000, "12000 leads")]
    public void Gives_a_noun_its_number(int count, string expected) => Assert.That(Counted.Of(count, "lead"), Is.EqualTo(expected));
}
