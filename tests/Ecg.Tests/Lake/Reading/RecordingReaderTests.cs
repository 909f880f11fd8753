using Ecg.Lake;
using Ecg.Signals.Metadata;
using NUnit.Framework;

namespace Ecg.Tests.Lake.Reading;

public sealed class RecordingReaderTests
{
    private const string Info = "Source: record mitdb/100  Start: [00:00:10.000]\nval has 2 rows (signals) and 100 columns (samples/signal)\n"
        + "Sampling frequency: 360 Hz  Sampling interval: 0.002777777778 sec\nRow\tSignal\tGain\tBase\tUnits\n1\tMLII\t200\t1024\tmV\n2\tV5\t100\t0\tmV\n";

    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Uses_the_info_file_of_PhysioBank_ATM_where_there_is_no_header()
    {
        _folder.Put("mit/100m.mat", Level4Bytes.Int16("val", 2, 100, [1024, -100, -32_768, .. new short[197]]));
        _folder.Put("mit/100m.info", Info);

        ConversionResult result = _folder.Convert("mit/100m.mat");

        Assert.That((result.Leads, result.SamplingRate), Is.EqualTo(((IReadOnlyList<string>)["MLII", "V5"], (double?)360)), result.Detail);
        Assert.That(_folder.Query("select mlii, v5 from {samples} where sample = 0"), Is.EqualTo(new object[][] { [0f, -1f] }));
        Assert.That(_folder.Query("select missing from {leads} order by position"), Is.EqualTo(new object[][] { [1L], [0L] }), "the mark of WFDB's 16 bits");
    }

    [Test]
    public void Prefers_a_header_to_an_info_file()
    {
        _folder.Put("mit/100m.mat", Level4Bytes.Int16("val", 1, 100, new short[100]));
        _folder.Put("mit/100m.info", Info);
        _folder.Put("mit/100m.hea", "100m 1 250 100\n100m.mat 16 200/mV 12 0 0 0 0 II\n");

        Assert.That(_folder.Convert("mit/100m.mat").SamplingRate, Is.EqualTo(250));
    }

    [TestCase("mit/sub/dataset.json")]
    [TestCase("mit/Dataset.json")]
    [TestCase("dataset.json")]
    [TestCase("mit/dataset.json.txt")]
    public void Tells_of_metadata_in_another_place_or_spelling(string key)
    {
        _folder.Put("mit/sub/a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put(key, """{"fs": 360}""");

        Assert.That(_folder.Convert("mit/sub/a.mat").Issues.Select(issue => issue.Text), Does.Contain($"{key} is not used: the dataset's metadata are read from mit/dataset.json"));
    }

    [Test]
    public void Says_nothing_of_other_places_where_the_dataset_has_its_metadata()
    {
        _folder.Put("mit/sub/a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put("mit/dataset.json", """{"fs": 360, "gain": 200}""");
        _folder.Put("dataset.json", """{"fs": 100}""");

        Assert.That(_folder.Convert("mit/sub/a.mat").Issues.Select(issue => issue.Text), Has.None.Contains("not used"));
    }

    [TestCase("a0001.hea")]
    [TestCase("A0001.mat.hea")]
    [TestCase("header.hea")]
    [Platform("Linux", Reason = "Other systems' file names have no case.")]
    public void Hints_at_a_header_whose_name_is_spelled_otherwise(string header)
    {
        _folder.Put("X/A0001.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put($"X/{header}", "A0001 1 250 300\nA0001.mat 16+24 200/mV 16 0 0 0 0 II\n");

        Assert.That(_folder.Convert("X/A0001.mat").Issues.Select(issue => issue.Text), Has.Some.EqualTo($"X/{header} names this file and is not used: rename it A0001.hea"));
    }

    [Test]
    public void Takes_the_signal_that_the_caller_or_the_dataset_names()
    {
        _folder.Put("x/a.mat", [.. Level4Bytes.Int16("raw", 1, 300, new short[300]), .. Level4Bytes.Int16("filtered", 2, 300, new short[600])]);

        Assert.That(_folder.Convert("x/a.mat").Detail, Does.Contain("""name it with --signal or with "signal" in dataset.json"""));
        _folder.Put("x/dataset.json", """{"signal": "filtered"}""");
        Assert.That(_folder.Convert("x/a.mat").Leads, Is.EqualTo(new[] { "ch1", "ch2" }));
        var options = new ConversionOptions { Defaults = new ConversionDefaults { Signal = "raw" } };
        Assert.That(_folder.Convert("x/a.mat", options).Leads, Is.EqualTo(new[] { "ecg" }));
    }

    [Test]
    [Platform("Linux", Reason = "Other systems' file names are Unicode.")]
    public void Rejects_a_file_whose_name_leads_to_no_file()
    {
        _folder.Put("x/a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));

        ConversionResult result = _folder.Convert("x/\uFFFD.mat");

        Assert.That((result.Status, result.Detail), Is.EqualTo((ConversionStatus.Rejected, "The file is one whose name is not UTF-8; rename it.")));
    }

    [Test]
    public void Takes_the_most_negative_number_for_a_sample_where_no_header_says_otherwise()
    {
        _folder.Put("x/a.mat", Level4Bytes.Int16("val", 1, 300, [-32_768, .. new short[299]]));

        _folder.Convert("x/a.mat");

        Assert.That(_folder.Query("select missing, min from {leads}"), Is.EqualTo(new object[][] { [0L, -32_768.0] }));
    }

    [Test]
    public void Takes_a_run_of_the_most_negative_number_for_the_rail_where_no_header_says_otherwise()
    {
        short[] samples = [.. Enumerable.Range(0, 1000).Select(i => i is >= 400 and < 420 ? short.MinValue : (short)(i % 50 * 100))];
        _folder.Put("x/a.mat", Level4Bytes.Int16("val", 1, 1000, samples));

        _folder.Convert("x/a.mat");

        Assert.That(_folder.Query("select missing, clipped_fraction from {leads}"), Is.EqualTo(new object[][] { [0L, 0.02] }));
        Assert.That(_folder.Query("select kind, start_sample, end_sample from {annotations}"), Is.EqualTo(new object[][] { ["clipped", 400L, 420L] }));
    }
}
