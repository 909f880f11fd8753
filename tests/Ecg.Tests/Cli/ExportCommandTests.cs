using System.Globalization;
using Ecg.Cli.Invocation;
using Ecg.Formats;
using Ecg.Formats.Wfdb;
using Ecg.Tests.Formats.Wfdb;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class ExportCommandTests
{
    private LakeFolder _folder = null!;

    private string Out => Path.Combine(_folder.Raw, "..", "wfdb");

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    // 207 has ventricular flutter, 203 notes of its own, 114 its leads the other way round.
    [TestCase("114")]
    [TestCase("203")]
    [TestCase("207")]
    public async Task A_record_of_MIT_BIH_comes_back_as_it_was(string name)
    {
        string source = SharedData.PathOf("reference", "mitdb", $"{name}.hea");
        Assert.That(EcgCall.Of("convert", source, "--out", _folder.Lake, "--dataset", "mitdb").Status, Is.Zero);

        EcgCall call = Export(name);

        Assert.That(call.Status, Is.Zero, call.Messages);
        Assert.That(call.Messages, Does.StartWith($"mitdb/{name}: 650000 samples -> "));
        using WfdbSamples before = await RecordFolder.ReadAsync(source);
        using WfdbSamples after = await RecordFolder.ReadAsync(Path.Combine(Out, $"{name}.hea"));
        Assert.That(after.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> values), Is.True);
        Assert.That(before.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> expected), Is.True);
        Assert.That(values.SequenceEqual(expected), Is.True, "the ADC values");
        Assert.That(after.Header.Signals.Select(Calibration), Is.EqualTo(before.Header.Signals.Select(Calibration)));
        Assert.That(after.Header.SamplingFrequency, Is.EqualTo(before.Header.SamplingFrequency));
        Assert.That(after.Issues, Is.Empty, "the checksums and initial values");
        Assert.That(Annotations(Path.Combine(Out, $"{name}.atr")), Is.EqualTo(Annotations(Path.ChangeExtension(source, "atr"))));
        Assert.That(Annotations(Path.Combine(Out, $"{name}.pipeline")), Has.Length.GreaterThan(1000));
    }

    [Test]
    public void Every_recording_of_the_demo_has_the_same_values_once_it_is_converted_again()
    {
        string demo = Path.Combine(_folder.Raw, "..", "demo");
        Assert.That(EcgCall.Of("demo", "--dir", demo).Status, Is.Zero);
        string again = Path.Combine(demo, "again");
        string lake = Path.Combine(demo, "lake");
        string[][] records = [.. Rows(lake, "select dataset, record_id from records order by all").Select(row => row.Split(','))];
        foreach (string[] record in records)
        {
            var call = EcgCall.Of("export", $"{record[0]}/{record[1]}", "--lake", lake, "--out", Path.Combine(again, record[0], Path.GetDirectoryName(record[1])!));
            Assert.That(call.Status, Is.Zero, call.Messages);
        }

        Assert.That(EcgCall.Of("convert", again, "--out", _folder.Lake).Status, Is.Zero);

        // Of the record's name letters, digits, hyphens and underscores are left.
        const string Values = """
            select dataset, regexp_replace(record_id, '[ ()]', '_', 'g'), count(*), sum(hash("sample", round(i, 4), round(ii, 4), round(v1, 4), round(mlii, 4)) % 1000000)
            from samples group by all order by all
            """;
        Assert.That(records, Has.Length.EqualTo(22));
        Assert.That(Rows(_folder.Lake, Values), Is.EqualTo(Rows(lake, Values)));
        const string Leads = "select dataset, regexp_replace(record_id, '[ ()]', '_', 'g'), lead, unit, adc_gain, adc_baseline, missing from leads where adc_gain is not null order by all";
        Assert.That(Rows(_folder.Lake, Leads), Is.SupersetOf(Rows(lake, Leads)));
        const string Subjects = "select dataset, regexp_replace(record_id, '[ ()]', '_', 'g'), age, sex, diagnoses, recorded_at, comments, beats from records where sampling_rate_hz is not null order by all";
        Assert.That(Rows(_folder.Lake, Subjects), Is.SupersetOf(Rows(lake, Subjects)));
    }

    [TestCase("200(100)/mV")]
    [TestCase("0.2(-7)/uV")]
    [TestCase("200000(0)/V")]
    [TestCase("-200(0)/mV")]
    [TestCase("12.5(32000)/mmHg")]
    public async Task The_ADC_values_come_back_whatever_unit_the_gain_is_for(string calibration)
    {
        short[] stored = [0, 1, -1, 2047, -2048, 32767, -32767, -32768, 1000, -32768];
        _folder.Put("d/r.mat", Level4Bytes.Int16("val", 1, stored.Length, stored));
        _folder.Put("d/r.hea", $"r 1 250 {stored.Length}\nr.mat 16+24 {calibration} 16 0 0 0 0 II\n");

        await ExportedValuesAre("r", stored, calibration);
    }

    [Test]
    public async Task A_value_that_would_mean_none_takes_a_wider_format()
    {
        short[] stored = [5, short.MinValue, short.MaxValue];
        _folder.Put("d/r.mat", Level4Bytes.Int16("val", 1, stored.Length, stored));

        WfdbSamples samples = await ConvertedAndExported("r");

        Assert.That(samples.Formats, Is.EqualTo([24]));
        Assert.That(Adc(samples), Is.EqualTo(stored.Select(value => (int)value)));
        Assert.That(samples.Header.Signals[0], Has.Property("Units").EqualTo("adu").And.Property("Gain").EqualTo(1));
        Assert.That(File.ReadLines(Path.Combine(Out, "r.hea")).First(), Is.EqualTo("r 1"), "no rate is made up");
    }

    [TestCase(new[] { 0.1, -0.25, 1.5, double.NaN, 0.3333 })]
    [TestCase(new[] { 1e6, 1e6 + 0.5, 1e6 - 0.5 })]
    [TestCase(new[] { 0.7, 0.7, 0.7 })]
    [TestCase(new[] { 3e30, -2e30 })]
    public async Task Floating_point_values_without_ADC_values_get_sixteen_bits_and_a_message(double[] values)
    {
        _folder.Put("d/r.mat", Level4Bytes.Double("val", 1, values.Length, values));
        _folder.Put("d/dataset.json", """{ "sampling_rate_hz": 250, "units": "mV", "leads": ["II"] }""");
        Assert.That(EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake).Status, Is.Zero);

        EcgCall call = Export("r");

        Assert.That(call.Messages, Does.StartWith("d/r: II: ADC values unknown, stored in 16 bits with "));
        using WfdbSamples samples = await RecordFolder.ReadAsync(Path.Combine(Out, "r.hea"));
        WfdbSignal signal = samples.Header.Signals[0];
        double step = 1 / signal.Gain;
        Assert.That(samples.Formats, Is.EqualTo([16]));
        int[] adc = Adc(samples);
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                Assert.That(adc[i], Is.EqualTo(short.MinValue));
            }
            else
            {
                Assert.That((adc[i] - signal.Baseline) * step, Is.EqualTo((float)values[i]).Within(0.51 * step));
            }
        }
    }

    [Test]
    public async Task A_file_needs_no_lake()
    {
        short[] stored = [1, 2, 3, 4];
        _folder.Put("r.mat", Level4Bytes.Int16("val", 1, 4, stored));
        _folder.Put("r.hea", "r 1 250 4\nr.mat 16+24 200/mV 16 0 1 10 0 II\n");

        var call = EcgCall.Of("export", Path.Combine(_folder.Raw, "r.mat"), "--out", Out);

        Assert.That(call.Status, Is.Zero, call.Messages);
        using WfdbSamples samples = await RecordFolder.ReadAsync(Path.Combine(Out, "r.hea"));
        Assert.That(Adc(samples), Is.EqualTo(stored.Select(value => (int)value)));
    }

    [Test]
    public void A_recording_that_is_not_there_is_no_reason_to_make_a_folder()
    {
        _folder.Put("d/r.mat", Level4Bytes.Int16("val", 1, 3, 1, 2, 3));
        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        EcgCall call = Export("q");

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith("ecg export: there is no recording 'q' in the lake."));
        Assert.That(Directory.Exists(Out), Is.False);
    }

    private async Task ExportedValuesAre(string name, short[] stored, string calibration)
    {
        using WfdbSamples samples = await ConvertedAndExported(name);
        WfdbSignal signal = samples.Header.Signals[0];

        Assert.That(Adc(samples), Is.EqualTo(stored.Select(value => (int)value)));
        Assert.That(
            string.Create(CultureInfo.InvariantCulture, $"{signal.Gain}({signal.Baseline})/{signal.Units}"), Is.EqualTo(calibration));
    }

    private async Task<WfdbSamples> ConvertedAndExported(string name)
    {
        Assert.That(EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake).Status, Is.Zero);
        EcgCall call = Export(name);
        Assert.That(call.Status, Is.Zero, call.Messages);
        return await RecordFolder.ReadAsync(Path.Combine(Out, $"{name}.hea"));
    }

    private EcgCall Export(string record) => EcgCall.Of("export", record, "--lake", _folder.Lake, "--out", Out);

    private static string[] Rows(string lake, string sql) => EcgCall.Of("query", "--lake", lake, "--format", "csv", sql).ResultLines[1..];

    private static object Calibration(WfdbSignal signal) => (signal.Gain, signal.Baseline, signal.Units, signal.Description, signal.InitialValue, signal.Checksum);

    private static object[] Annotations(string path)
    {
        using FileStream file = File.OpenRead(path);
        return [.. WfdbAnnotationReader.Read(file, Path.GetFileName(path)).Items.Select(item => (item.Time, item.Code, QualityOf(item), item.Channel, item.Text))];
    }

    // The subtypes of other annotations are not in the lake.
    private static int QualityOf(WfdbAnnotation item) => item.Code == WfdbAnnotationCode.Noise ? item.Subtype : 0;

    private static int[] Adc(WfdbSamples samples)
    {
        Assert.That(samples.Buffer.TryGetMemory<int>(out ReadOnlySpan<int> wide), Is.True);
        Assert.That(samples.Buffer.TryGetMemory<short>(out ReadOnlySpan<short> narrow), Is.True);
        return samples.Buffer.Type == SampleType.Int16 ? [.. narrow.ToArray().Select(value => (int)value)] : wide.ToArray();
    }
}
