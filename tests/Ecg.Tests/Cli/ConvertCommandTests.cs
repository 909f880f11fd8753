using System.Text.Json;
using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class ConvertCommandTests
{
    private const string Header = "r 1 250 6\nr.mat 16+24 100/mV 16 0 1 21 0 II\n";

    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp()
    {
        _folder = new LakeFolder();
        Directory.CreateDirectory(_folder.Raw);
    }

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Writes_an_object_a_line_with_the_fields_of_the_contract()
    {
        _folder.Put("georgia/r.mat", Signal());
        _folder.Put("georgia/r.hea", Header);
        _folder.Put("georgia/s.mat", "no MAT-file");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--json");

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        JsonElement[] lines = call.ResultLines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        string[] fields =
        [
            "source", "status", "record_id", "dataset", "format", "leads", "samples", "sampling_rate_hz", "heart_rate_bpm", "reason", "detail",
        ];
        Assert.That(lines.Select(line => line.EnumerateObject().Select(field => field.Name)), Has.All.EqualTo(fields));
        Assert.That(lines[0].GetRawText(), Is.EqualTo(
            $$"""{"source":"{{new Uri(Path.Combine(_folder.Raw, "georgia/r.mat")).AbsoluteUri}}","status":"converted","record_id":"r","dataset":"georgia","format":"mat-v4","leads":["II"],"samples":6,"sampling_rate_hz":250,"heart_rate_bpm":null,"reason":null,"detail":null}"""));
        Assert.That(lines[1].GetProperty("status").GetString(), Is.EqualTo("rejected"));
        Assert.That(lines[1].GetProperty("reason").GetString(), Is.EqualTo("unsupported-format"));
        Assert.That(lines[1].GetProperty("samples").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(call.Messages, Does.StartWith("1 converted, 1 rejected, 0 failed; 6 samples"));
    }

    [TestCase("X.MAT", "X.HEA")]
    [TestCase("X.mat", "X.HEA")]
    [TestCase("X.MAT", "X.Hea")]
    [TestCase("X.mat", "X.hEa")]
    public void Finds_a_header_whose_extension_is_in_another_case(string recording, string header)
    {
        _folder.Put($"georgia/{recording}", Signal());
        _folder.Put($"georgia/{header}", Header.Replace("r.mat", recording, StringComparison.Ordinal));
        _folder.Put("georgia/x.HEA", "this is not beside X");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--json");

        Assert.That(call.Results, Does.Contain("\"leads\":[\"II\"]").And.Contain("\"sampling_rate_hz\":250"), call.Messages);
    }

    [Test]
    public void Refuses_a_dataset_whose_name_is_too_long_before_anything_is_written()
    {
        _folder.Put("r.mat", Signal());

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--dataset", new string('d', 300));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain("--dataset makes a name of 308 ").And.Contain("use a shorter name"));
        Assert.That(Directory.Exists(_folder.Lake), Is.False);
    }

    [TestCase("gen.py", "'{0}' is a file; --out takes a folder.")]
    [TestCase("gen.py/x", "'{0}' cannot be a folder, because '{1}' is a file; choose another path for --out.")]
    [TestCase("gen.py/x/y", "'{0}' cannot be a folder, because '{1}' is a file; choose another path for --out.")]
    public void Refuses_a_lake_where_a_file_is_in_the_way(string lake, string expected)
    {
        _folder.Put("r.mat", Signal());
        _folder.Put("gen.py", "a program");
        (string? path, string? file) = (Path.Combine(_folder.Raw, lake), Path.Combine(_folder.Raw, "gen.py"));

        foreach (EcgCall call in (EcgCall[])
        [
            EcgCall.Of("convert", Path.Combine(_folder.Raw, "r.mat"), "--out", path),
            EcgCall.Of("watch", _folder.Raw, "--out", path),
        ])
        {
            Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
            Assert.That(call.Messages, Does.EndWith($"{string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, path, file)}\n"));
        }
    }

    [Test]
    public void Takes_a_header_in_lower_case_before_any_other()
    {
        _folder.Put("X.MAT", Signal());
        _folder.Put("X.HEA", Header.Replace(" II", " V6", StringComparison.Ordinal));
        _folder.Put("X.hea", Header);
        Assume.That(Directory.GetFiles(_folder.Raw), Has.Length.EqualTo(3), "The file system tells cases apart.");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--json");

        Assert.That(call.Results, Does.Contain("\"leads\":[\"II\"]"));
    }

    [Test]
    public void Names_the_recording_that_is_there_when_it_is_given_a_header()
    {
        _folder.Put("X.MAT", Signal());
        _folder.Put("X.HEA", Header);

        var call = EcgCall.Of("convert", Path.Combine(_folder.Raw, "X.HEA"), "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain($"name '{Path.Combine(_folder.Raw, "X.MAT")}'"));
    }

    [Test]
    public void Reports_in_the_order_of_the_recordings_however_many_run_at_a_time()
    {
        for (int i = 0; i < 60; i++)
        {
            _folder.Put($"{i:000}.mat", Signal());
        }

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--json", "--jobs", "4");

        Assert.That(call.Status, Is.Zero);
        IEnumerable<string?> ids = call.ResultLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("record_id").GetString());
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 60).Select(i => $"{i:000}")));
    }

    [Test]
    public void Takes_the_header_and_the_metadata_beside_a_single_file()
    {
        _folder.Put("deep/er/r.mat", Signal());
        _folder.Put("deep/er/r.hea", Header);

        var call = EcgCall.Of("convert", Path.Combine(_folder.Raw, "deep/er/r.mat"), "--out", _folder.Lake);

        Assert.That(call.Status, Is.Zero);
        Assert.That(call.Results, Is.EqualTo("converted  r.mat  mat-v4  II  6 samples  250 Hz  (shorter than 1 s; II: implausible amplitude: spans 0.05 mV)\n"));
        Assert.That(_folder.Query("SELECT min(ii) FROM {samples}")[0][0], Is.EqualTo(0.01f));
    }

    [Test]
    public void Uses_the_options_where_nothing_else_is_known()
    {
        _folder.Put("r.mat", Signal());

        var call = EcgCall.Of(
            "convert", _folder.Raw, "--out", _folder.Lake, "--fs", "360", "--gain", "200", "--leads", "MLII",
            "--dataset", "mit", "--normalize", "--source-uri", "s3://bucket/");

        Assert.That(call.Status, Is.Zero);
        Assert.That(_folder.Query("SELECT max(mlii), max(mlii_norm), max(time_us) FROM {samples}")[0], Is.EqualTo(new object[] { 0.03f, 1f, 13_889L }));
        Assert.That(_folder.Query("SELECT source_uri, dataset FROM {records}")[0], Is.EqualTo(new object[] { "s3://bucket/r.mat", "mit" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Leaves_a_missing_sample_null_unless_it_is_to_be_filled(bool fill)
    {
        _folder.Put("r.mat", Level4Bytes.Int16("val", 1, 4, 3, short.MinValue, short.MinValue, 5));
        _folder.Put("r.hea", "r 1 360 4\nr.mat 16+24 1/mV 16 0 0 0 0 II\n");

        var call = EcgCall.Of(["convert", _folder.Raw, "--out", _folder.Lake, .. fill ? new[] { "--fill" } : []]);

        Assert.That(call.Status, Is.Zero, call.Messages);
        Assert.That(
            _folder.Query("SELECT ii FROM {samples} ORDER BY sample").Select(row => row[0]),
            Is.EqualTo(new object?[] { 3f, fill ? 3f : null, fill ? 3f : null, 5f }));
        Assert.That(_folder.Query("SELECT \"missing\" FROM {leads}")[0][0], Is.EqualTo(2));
    }

    [TestCase(false, "57 seen by Smith")]
    [TestCase(true, "90 ")]
    public void De_identifies_what_it_converts_if_it_is_told_to(bool deidentify, string expected)
    {
        _folder.Put("r.mat", Level4Bytes.Int16("val", 1, 4, 3, 2, 1, 5));
        _folder.Put("r.hea", $"r 1 360 4\nr.mat 16+24 1/mV 16 0 0 0 0 II\n#Age: {(deidentify ? 101 : 57)}\n# seen by Smith\n");

        var call = EcgCall.Of(["convert", _folder.Raw, "--out", _folder.Lake, .. deidentify ? new[] { "--deidentify" } : []]);

        Assert.That(call.Status, Is.Zero, call.Messages);
        Assert.That(_folder.Query("SELECT age::int || ' ' || coalesce(comments, '') FROM {records}")[0][0], Is.EqualTo(expected));
    }

    [Test]
    public void Converting_again_changes_no_byte()
    {
        _folder.Put("a/r.mat", Signal());
        _folder.Put("a/r.hea", Header);
        _folder.Put("a/s.mat", "no MAT-file");
        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "1");
        SortedDictionary<string, byte[]> first = _folder.Snapshot();

        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "4");

        Assert.That(_folder.Snapshot(), Is.EqualTo(first));
        Assert.That(first, Has.Count.EqualTo(4));
    }

    [Test]
    public void Clears_away_what_a_killed_conversion_has_left()
    {
        _folder.Put("r.mat", Signal());
        string leftover = Path.Combine(_folder.Lake, "samples", "dataset=default", ".abc.ecg-tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        File.WriteAllText(leftover, "half");

        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(File.Exists(leftover), Is.False);
    }

    [Test]
    public void Refuses_two_inputs_with_one_key_and_writes_nothing()
    {
        _folder.Put("x/r.mat", Signal());
        _folder.Put("y/r.mat", Signal());
        (string? x, string? y) = (Path.Combine(_folder.Raw, "x"), Path.Combine(_folder.Raw, "y"));

        var call = EcgCall.Of("convert", x, y, "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain($"'{x}/r.mat' and '{y}/r.mat' would both become the recording 'default/r'"));
        Assert.That(Directory.Exists(_folder.Lake), Is.False);
    }

    [TestCase("x/r.mat", "y/r.mat", "q")]
    [TestCase("x/r.mat", "x/r.MAT", null)]
    public void Refuses_two_inputs_that_would_be_one_recording(string first, string second, string? dataset)
    {
        _folder.Put(first, Signal());
        _folder.Put(second, Signal());
        string[] option = dataset is null ? [] : ["--dataset", dataset];

        var call = EcgCall.Of(["convert", _folder.Raw, "--out", _folder.Lake, .. option]);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain($"{_folder.Raw}/{first}'").And.Contain($"{_folder.Raw}/{second}'"));
        Assert.That(Directory.Exists(_folder.Lake), Is.False);
    }

    [Test]
    public void Refuses_a_file_that_is_named_twice()
    {
        _folder.Put("r.mat", Signal());
        string file = Path.Combine(_folder.Raw, "r.mat");

        var call = EcgCall.Of("convert", _folder.Raw, file, "--out", _folder.Lake);

        Assert.That(call, Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", $"ecg convert: '{file}' is given twice.\n")));
    }

    [TestCase("missing", "'{0}' does not exist.")]
    [TestCase("empty", "nothing to convert: no .mat file and no WFDB record (.hea with .dat) in '{0}'.")]
    [TestCase("r.hea", "'{0}' is a header, not a recording: name '{1}r.mat', and the header beside it is used.")]
    [TestCase("notes.txt", "'{0}' is not a folder, a .mat file or a WFDB record (.hea).")]
    public void Refuses_a_path_with_nothing_to_convert_in_one_line(string name, string expected)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Raw, "empty"));
        _folder.Put("r.hea", Header);
        _folder.Put("notes.txt", "x");
        string path = Path.Combine(_folder.Raw, name);

        var call = EcgCall.Of("convert", path, "--out", _folder.Lake);

        Assert.That(call, Is.EqualTo(new EcgCall(
            ExitStatus.UsageError, "", $"ecg convert: {string.Format(null, expected, path, _folder.Raw + '/')}\n")));
        Assert.That(Directory.Exists(_folder.Lake), Is.False);
    }

    [Test]
    public void Says_of_a_bucket_how_its_recordings_are_converted() => Assert.That(
        EcgCall.Of("convert", "s3://b/x", "--out", _folder.Lake),
        Is.EqualTo(new EcgCall(ExitStatus.UsageError, "", "ecg convert: 's3://b/x' is in a bucket: copy it to a folder with 'aws s3 sync', or convert it into a lake in a bucket with 'ecg backfill' and 'ecg worker'.\n")));

    [Test]
    public void Refuses_a_file_as_the_lake()
    {
        _folder.Put("r.mat", Signal());
        File.WriteAllText(_folder.Lake, "x");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call, Is.EqualTo(new EcgCall(
            ExitStatus.UsageError, "", $"ecg convert: '{_folder.Lake}' is a file; --out takes a folder.\n")));
    }

    [Test]
    public void Fails_at_once_where_the_lake_cannot_be_written()
    {
        if (!Directory.Exists("/proc/self"))
        {
            Assert.Ignore("No file system that nobody can write to is at hand.");
        }

        _folder.Put("r.mat", Signal());

        var call = EcgCall.Of("convert", _folder.Raw, "--out", "/proc/self/lake");

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Failed));
        Assert.That(call.Messages, Does.Match(@"\Aecg convert: cannot write to '/proc/self/lake': [^\n]+\n\z"));
    }

    [Test]
    public void Reports_a_link_that_leads_nowhere_as_rejected_and_goes_on()
    {
        _folder.Put("b.mat", Signal());
        File.CreateSymbolicLink(Path.Combine(_folder.Raw, "a.mat"), "missing.mat");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(call.ResultLines[0], Is.EqualTo("rejected   a.mat  unsupported-format  The file is a link to missing.mat, which is not there."));
        Assert.That(call.ResultLines[1], Does.StartWith("converted  b.mat"));
    }

    [Test]
    public void Takes_the_signal_the_gain_and_the_baseline_from_the_command_line()
    {
        _folder.Put("a.mat", [.. Level4Bytes.Int16("raw", 1, 100, [1024, 1224, .. new short[98]]), .. Level4Bytes.Int16("other", 1, 100, new short[100])]);

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--signal", "raw", "--fs", "250", "--gain", "200", "--baseline", "1024");

        Assert.That(call.Status, Is.Zero, call.Results);
        Assert.That(_folder.Query("select ecg from {samples} where sample < 2 order by sample"), Is.EqualTo(new object[][] { [0f], [1f] }));
    }

    [TestCase("--baseline needs --gain.", "--baseline", "5")]
    [TestCase("--baseline takes a whole number, not '1.5'.", "--gain", "2", "--baseline", "1.5")]
    [TestCase("--signal takes the name of a variable", "--signal", " ")]
    public void Refuses_wrong_metadata(string expected, params string[] options)
    {
        _folder.Put("a.mat", Signal());

        var call = EcgCall.Of(["convert", _folder.Raw, "--out", _folder.Lake, .. options]);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain(expected));
    }

    [Test]
    public void Keeps_a_hostile_name_from_reaching_the_terminal()
    {
        _folder.Put("\u001b[2J\nx.mat", "no MAT-file");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call.ResultLines, Has.Length.EqualTo(1));
        Assert.That(call.Results, Does.Not.Contain('\u001b').And.Contain("\\u001b[2J\\nx.mat"));
    }

    [Test]
    public void Converts_the_real_recordings_as_the_query_of_the_documentation_expects()
    {
        string physionet = SharedData.PathOf("physionet");
        string fragments = SharedData.PathOf("fragments");

        var convert = EcgCall.Of("convert", physionet, fragments, "--out", _folder.Lake);
        var query = EcgCall.Of(
            "query", "--lake", _folder.Lake, "--format", "csv",
            "select record_id, count(*), min(mlii), max(mlii) from samples group by 1 order by 1");

        Assert.That(convert.Status, Is.Zero);
        Assert.That(query.ResultLines, Is.EqualTo(new[]
        {
            "record_id,count_star(),min(mlii),max(mlii)", "100m,216000,-0.775,1.3", "100m (0),3600,,", "100m (1),3600,,", "100m (2),3600,,", "a103l,82500,,",
        }));
    }

    private static byte[] Signal() => Level4Bytes.Int16("val", 1, 6, 1, 2, 3, 4, 5, 6);
}
