using Ecg.Cli.Plot.Layout;
using NUnit.Framework;

namespace Ecg.Tests.Plot;

public sealed class DiagnosisNameTests
{
    [TestCase("164889003", "atrial fibrillation (164889003)")]
    [TestCase("426783006", "sinus rhythm (426783006)")]
    [TestCase("1", "1")]
    [TestCase("99999999999999999999999", "99999999999999999999999")]
    [TestCase("Asystole", "Asystole")]
    [TestCase("", "")]
    public void Explains_a_code_that_it_knows_and_leaves_the_rest(string diagnosis, string written) =>
        Assert.That(DiagnosisName.Write(diagnosis), Is.EqualTo(written));
}
