using Ecg.Cli.Plot.Layout;
using NUnit.Framework;

namespace Ecg.Tests.Plot;

public sealed class LeadNameTests
{
    [TestCase("ii", "II")]
    [TestCase("AVR", "aVR")]
    [TestCase("avl", "aVL")]
    [TestCase("Avf", "aVF")]
    [TestCase("v1", "V1")]
    [TestCase(" V6 ", "V6")]
    [TestCase("mlii", "MLII")]
    [TestCase("v4r", "V4R")]
    [TestCase("v", "V")]
    [TestCase("pleth", "PLETH")]
    [TestCase("ecg", "ecg")]
    [TestCase("ch1", "ch1")]
    [TestCase("v10", "v10")]
    public void Writes_a_lead_as_cardiologists_do(string name, string written) => Assert.That(LeadName.Write(name), Is.EqualTo(written));
}
