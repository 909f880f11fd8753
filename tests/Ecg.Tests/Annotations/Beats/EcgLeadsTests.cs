using Ecg.Annotations.Beats;
using NUnit.Framework;

namespace Ecg.Tests.Annotations.Beats;

internal sealed class EcgLeadsTests
{
    [Test]
    public void Takes_the_leads_of_an_ECG(
        [Values("I", "II", "aVR", "V1", "V6", "MLII", "MLIII", "V4R", "ecg", "ECG1", "ECG lead chest", "ch1", "MCL1", "CM5", "CC5", "D3", "X", "vx", "C1", "lead II", "val")]
        string name) => Assert.That(EcgLeads.IsEcg(name, "mV"), Is.True);

    [Test]
    public void Takes_no_other_signal(
        [Values("PLETH", "PPG", "SpO2", "RESP", "Resp (abdominal)", "ABP", "ART", "BP", "CVP", "PAP", "ICP", "CO2", "EEG", "EEG C4-A1", "EOG(L)", "EMG", "Fp1", "O2", "C3-M2", "Fz",
            "acc_x", "Temp", "NIBP press")]
        string name) => Assert.That(EcgLeads.IsEcg(name, "mV"), Is.False);

    [TestCase("NU")]
    [TestCase("mmHg")]
    [TestCase("adu")]
    [TestCase("unknown")]
    public void Takes_no_unit_but_a_voltage(string unit) => Assert.That(EcgLeads.IsEcg("II", unit), Is.False);

    [TestCase(0.2, true)]
    [TestCase(0.01, true)]
    [TestCase(0.0001, false)]
    [TestCase(150, false)]
    [TestCase(0, false)]
    [TestCase(double.NaN, false)]
    public void Takes_no_voltage_that_no_heart_makes(double deviation, bool isPlausible) =>
        Assert.That(EcgLeads.IsPlausible(deviation), Is.EqualTo(isPlausible));
}
