using Ecg.Cli.Demo;
using Ecg.Cli.Inspection;
using Ecg.Lake;
using Ecg.Lake.Reading;
using Ecg.Lake.Stores;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary><c>ecg inspect</c> says what <c>ecg convert</c> does.</summary>
public sealed class InspectAndConvertTests
{
    // A folder of the shared data stands for a raw bucket.
    private static readonly string[] SharedFolders = ["cases", "physionet", "fragments", "matlab"];

    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [TestCaseSource(nameof(SharedFolders))]
    public void They_agree_on_every_shared_file(string folder)
    {
        string root = SharedData.PathOf(folder);

        Assert.Multiple(() => Directory.EnumerateFiles(root, "*.mat", SearchOption.AllDirectories)
            .Where(File.Exists).ToList().ForEach(path => ExpectAgreement(root, path)));
    }

    [Test]
    public void They_agree_on_every_file_of_the_demonstration()
    {
        DemoFolder.WriteAll(_folder.Raw, default);

        Assert.Multiple(() => Directory.EnumerateFiles(_folder.Raw, "*.mat", SearchOption.AllDirectories)
            .ToList().ForEach(path => ExpectAgreement(_folder.Raw, path)));
    }

    [Test]
    public void Inspect_finds_the_root_of_the_dataset_by_itself()
    {
        _folder.Put("mit/dataset.json", """{"fs": 360, "leads": ["MLII"], "gain": 200}""");
        _folder.Put("mit/sub/a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "mit", "sub", "a.mat"));

        Assert.That(call.Results, Does.Contain("Dataset mit/dataset.json is used.").And.Contain("360 Hz").And.Match(@"\| MLII +\| mlii +\| mV"));
        ExpectAgreement(_folder.Raw, Path.Combine(_folder.Raw, "mit", "sub", "a.mat"), root: null);
    }

    [Test]
    public void Inspect_takes_the_root_that_convert_would_be_given()
    {
        _folder.Put("raw/mit/sub/dataset.json", """{"fs": 1000}""");
        _folder.Put("raw/mit/dataset.json", """{"fs": 360}""");
        _folder.Put("raw/mit/sub/a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        string file = Path.Combine(_folder.Raw, "raw", "mit", "sub", "a.mat");

        Assert.That(EcgCall.Of("inspect", file, "--root", Path.Combine(_folder.Raw, "raw")).Results, Does.Contain(" 360 Hz"));
        Assert.That(EcgCall.Of("inspect", file, "--root", Path.Combine(_folder.Raw, "raw", "mit")).Results, Does.Contain(" 1000 Hz"));
    }

    [TestCase("elsewhere", "does not lie in")]
    [TestCase("missing", "is no folder")]
    public void Inspect_refuses_a_root_that_is_not_above_the_file(string root, string expected)
    {
        _folder.Put("a.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put("elsewhere/b.mat", []);

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "a.mat"), "--root", Path.Combine(_folder.Raw, root));

        Assert.That(call.Status, Is.EqualTo(Ecg.Cli.Invocation.ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain(expected));
    }

    private void ExpectAgreement(string root, string path) => ExpectAgreement(root, path, root);

    private void ExpectAgreement(string convertRoot, string path, string? root)
    {
        string key = RawRoot.KeyOf(path, convertRoot);
        ConversionResult converted = new Converter(new FolderStore(convertRoot), _folder.LakeStore, new ConversionOptions())
            .ConvertAsync(key, default).GetAwaiter().GetResult();
        using FileInspection inspected = FileInspection.OfAsync(path, root, Ecg.Signals.Metadata.ConversionDefaults.None, default).GetAwaiter().GetResult();

        // Whether a sample is a number is seen only when all of them are written.
        if (converted.Reason == "empty-signal" && inspected.Rejection is null)
        {
            return;
        }

        Assert.That(inspected.Rejection?.Message, Is.EqualTo(converted.Detail), key);
        Assert.That(inspected.Rejection?.Reason.Code(), Is.EqualTo(converted.Reason), key);
        if (inspected.Recording is { } recording)
        {
            Assert.That(
                (recording.Format, recording.SamplingRate, (long?)recording.Matrix.SampleCount),
                Is.EqualTo((converted.Format, converted.SamplingRate, converted.Samples)), key);
            Assert.That(recording.Issues, Is.SubsetOf(converted.Issues), key);
            Assert.That(recording.Leads.Select(lead => (object?[])[lead.Name, lead.ColumnName, lead.Unit, lead.Gain, lead.Baseline]), Is.EqualTo(LeadsOf(converted)), key);
        }
    }

    private List<object?[]> LeadsOf(ConversionResult converted)
    {
        string file = Path.Combine(_folder.Lake, RecordingKey.Parse(converted.Key).PathIn(PipelineContract.LeadsTable));
        return _folder.Query($"select lead, column_name, unit, adc_gain, adc_baseline from read_parquet('{file}') order by position");
    }
}
