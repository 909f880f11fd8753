using Ecg.Signals;
using NUnit.Framework;

namespace Ecg.Tests.Signals;

internal sealed class PhysicalUnitTests
{
    [TestCase("mV", 1)]
    [TestCase("mv", 1)]
    [TestCase(" MV ", 1)]
    [TestCase("millivolts", 1)]
    [TestCase("uV", 1e-3)]
    [TestCase("UV", 1e-3)]
    [TestCase("\u00b5V", 1e-3)]
    [TestCase("\u03bcV", 1e-3)]
    [TestCase("\u039cV", 1e-3)]
    [TestCase("microvolt", 1e-3)]
    [TestCase("nV", 1e-6)]
    [TestCase("V", 1e3)]
    [TestCase("v", 1e3)]
    [TestCase("Volt", 1e3)]
    public void Scales_voltages_to_mV(string text, double scale) =>
        Assert.That(PhysicalUnit.Parse(text), Is.EqualTo(new PhysicalUnit("mV", scale)));

    [TestCase("mmHg")]
    [TestCase("NU")]
    [TestCase("%")]
    public void Leaves_other_units_as_they_are(string text) =>
        Assert.That(PhysicalUnit.Parse(text), Is.EqualTo(new PhysicalUnit(text, 1)));

    [TestCase("")]
    [TestCase(" \t")]
    [TestCase("unknown")]
    [TestCase("n/a")]
    public void Knows_when_nothing_is_known(string text) => Assert.That(PhysicalUnit.Parse(text), Is.Null);

    [Test]
    public void Tells_ADC_units_from_physical_ones()
    {
        Assert.That(PhysicalUnit.Parse("ADU")!.Value.IsPhysical, Is.False);
        Assert.That(PhysicalUnit.Parse("mmHg")!.Value.IsPhysical, Is.True);
    }

    [Test]
    public void Cuts_a_unit_that_is_none() => Assert.That(PhysicalUnit.Parse(new string('x', 1000))!.Value.Name, Has.Length.EqualTo(32));
}
