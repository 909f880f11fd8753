using System.Text;
using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

internal sealed class AtmInfoTests
{
    private const string Text = "Source: record mitdb/100  Start: [00:00:10.000]\n"
        + "val has 2 rows (signals) and 3600 columns (samples/signal)\nDuration:     0:10\n"
        + "Sampling frequency: 360 Hz  Sampling interval: 0.002777777778 sec\n"
        + "Row\tSignal\tGain\tBase\tUnits\n1\tMLII\t200\t1024\tmV\n2\tECG lead V5\t100.5\t-3\tuV\n\n"
        + "To convert from raw units to the physical units shown\nabove, subtract 'base' and divide by 'gain'.\n";

    [Test]
    public void Reads_what_PhysioBank_ATM_writes([Values("\n", "\r\n")] string lineBreak)
    {
        WfdbHeader header = Read(Text.Replace("\n", lineBreak, StringComparison.Ordinal));

        Assert.That((header.RecordName, header.SamplingFrequency, header.SampleCount), Is.EqualTo(("mitdb/100", 360.0, (long?)3600)));
        Assert.That(header.BaseTime, Is.Null, "a time without a date is counted from the beginning");
        Assert.That(
            header.Signals.Select(signal => (signal.Description, signal.Gain, signal.Baseline, signal.Units)),
            Is.EqualTo(new[] { ("MLII", 200.0, 1024, "mV"), ("ECG lead V5", 100.5, -3, "uV") }));
    }

    [Test]
    public void Reads_columns_that_blanks_keep_apart()
    {
        WfdbHeader header = Read(Text.Replace("\t", "    ", StringComparison.Ordinal).Replace("[00:00:10.000]", "[12:30:00.000 22/11/2010]", StringComparison.Ordinal));

        Assert.That(header.Signals.Select(signal => signal.Description), Is.EqualTo(new[] { "MLII", "ECG lead V5" }));
        Assert.That((header.BaseDate, header.BaseTime), Is.EqualTo(((DateOnly?)new DateOnly(2010, 11, 22), (TimeOnly?)new TimeOnly(12, 30))));
    }

    [TestCase("Sampling frequency: 360 Hz\n")]
    [TestCase("1\tMLII\t200\t1024\tmV\n")]
    [TestCase("")]
    public void Rejects_another_file(string text) =>
        Assert.That(() => Read(text), Throws.TypeOf<RejectedException>().With.Message.StartsWith("100m.info is not a PhysioBank ATM description"));

    [Test]
    public void Reads_on_after_a_mebibyte_of_blanks() =>
        Assert.That(() => Read(new string(' ', 500_000) + "\n1" + new string('\t', 500_000)), Throws.TypeOf<RejectedException>());

    private static WfdbHeader Read(string text) =>
        AtmInfo.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "100m.info", "100m.mat", default);
}
