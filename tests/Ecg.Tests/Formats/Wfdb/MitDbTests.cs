using Ecg.Formats.Wfdb;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>The real records of the MIT-BIH Arrhythmia Database, against what their own headers promise.</summary>
[Parallelizable(ParallelScope.All)]
internal sealed class MitDbTests
{
    private static readonly string[] Records =
    [
        "101", "106", "108", "109", "112", "114", "115", "116", "118", "119", "122", "124", "201", "203", "205", "207", "208", "209", "215",
        "220", "223", "230",
    ];

    [TestCaseSource(nameof(Records))]
    public async Task The_samples_have_the_initial_values_and_checksums_of_the_header(string record)
    {
        using WfdbSamples samples = await RecordFolder.ReadAsync(SharedData.PathOf("reference", "mitdb", $"{record}.hea"));

        Assert.That(samples.SampleCount, Is.EqualTo(650_000));
        Assert.That(samples.Formats, Is.EqualTo(new[] { 212 }));
        Assert.That(samples.Issues, Is.Empty);
        Assert.That(samples.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> values), Is.True);
        for (int lead = 0; lead < 2; lead++)
        {
            WfdbSignal signal = samples.Header.Signals[lead];
            long sum = 0L;
            for (int i = lead; i < values.Length; i += 2)
            {
                sum += values[i];
            }

            Assert.That(values[lead], Is.EqualTo(signal.InitialValue), signal.Description);
            Assert.That(unchecked((short)sum), Is.EqualTo(signal.Checksum), signal.Description);
        }
    }
}
