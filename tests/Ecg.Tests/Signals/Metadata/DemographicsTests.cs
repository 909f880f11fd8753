using Ecg.Signals.Metadata;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Metadata;

internal sealed class DemographicsTests
{
    [TestCase("69", 69)]
    [TestCase(" 69.5 ", 69.5)]
    [TestCase("90+", 90)]
    [TestCase("> 89", 89)]
    [TestCase("69 years", 69)]
    [TestCase("69y", 69)]
    [TestCase("6 months", 0.5)]
    [TestCase("0", 0)]
    public void Reads_an_age(string text, double age) => Assert.That(Demographics.ParseAge(text), Is.EqualTo(age).Within(1e-12));

    [TestCase("300")]
    [TestCase("-5")]
    [TestCase("old")]
    [TestCase("69 weeks of age or so")]
    [TestCase("1.2.3")]
    [TestCase("")]
    public void Takes_no_age_that_a_person_cannot_have(string text) => Assert.That(Demographics.ParseAge(text), Is.Null);

    [TestCase("F", "Female")]
    [TestCase("female", "Female")]
    [TestCase("M", "Male")]
    [TestCase(" MALE ", "Male")]
    [TestCase("Intersex", "Intersex")]
    [TestCase("Unknown", null)]
    [TestCase("?", null)]
    [TestCase("NaN", null)]
    public void Puts_the_sex_into_words(string text, string? sex) => Assert.That(Demographics.ParseSex(text), Is.EqualTo(sex));

    [Test]
    public void Takes_diagnoses_apart() => Assert.That(
        Demographics.ParseDiagnoses("59118001, 427084000;Unknown,,AF "), Is.EqualTo(new[] { "59118001", "427084000", "AF" }));
}
