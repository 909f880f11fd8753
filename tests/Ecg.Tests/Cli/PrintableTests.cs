using CsCheck;
using Ecg.Cli.Terminal;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class PrintableTests
{
    [TestCase("Élan 心电图 [x]", "Élan 心电图 [x]")]
    [TestCase("a\nb\r\tc", "a\\nb\\r\\tc")]
    [TestCase("\u001b[31mred", "\\u001b[31mred")]
    [TestCase("left\u202Eright\u2028", "left\\u202eright\\u2028")]
    public void Writes_control_characters_out(string text, string expected) =>
        Assert.That(Printable.Of(text), Is.EqualTo(expected));

    [Test]
    public void Leaves_no_control_character_in_any_text() =>
        Gen.String.Sample(text => !Printable.Of(text).Any(char.IsControl));
}
