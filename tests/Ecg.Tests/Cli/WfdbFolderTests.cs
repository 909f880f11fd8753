using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

/// <summary>Folders with WFDB records, as a person converts them.</summary>
internal sealed class WfdbFolderTests
{
    private const string Header = "r 1 250 300\nr.dat 16 200/mV 12 0 0 0 0 II\n";

    private LakeFolder _folder = null!;

    private static byte[] Samples { get; } = [.. Enumerable.Range(0, 600).Select(i => (byte)(i % 2 == 0 ? i : 0))];

    [SetUp]
    public void Create() => _folder = new LakeFolder();

    [TearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void Converts_records_and_MAT_files_side_by_side_and_says_what_waits()
    {
        _folder.Put("a/r.hea", Header);
        _folder.Put("a/r.dat", Samples);
        _folder.Put("a/m.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put("a/m.hea", "m 1 250 300\nm.mat 16+24 200/mV 12 0 0 0 0 II\n");
        _folder.Put("b/alone.dat", Samples);
        _folder.Put("b/empty.hea", Header.Replace("r.dat", "other.dat", StringComparison.Ordinal));

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "1");

        Assert.That(call.Results.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3))), Is.EqualTo(new[]
        {
            "converted a/m.mat mat-v4",
            "converted a/r.hea wfdb-16",
            "waiting b/alone.dat incomplete",
            "waiting b/empty.hea incomplete",
        }));
        Assert.That(call.Status, Is.EqualTo(2));
        Assert.That(call.Messages, Does.Contain("2 converted, 0 rejected, 2 waiting, 0 failed"));
    }

    [Test]
    public void Converts_a_record_of_segments_once_and_its_segments_not_alone()
    {
        _folder.Put("m.hea", "m/3 1 250 700\nr 300\n~ 100\nr 300\n");
        _folder.Put("r.hea", Header);
        _folder.Put("r.dat", Samples);

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--json");

        Assert.That(call.Results, Does.Contain("\"record_id\":\"m\"").And.Contain("\"samples\":700"));
        Assert.That(call.Results.Count(c => c == '\n'), Is.EqualTo(1), call.Results);
    }

    [Test]
    public void Leaves_out_segments_and_signal_files_that_a_record_names_in_a_folder_below()
    {
        _folder.Put("m.hea", "m/2 1 250 600\nday1/r 300\nday1/r 300\n");
        _folder.Put("day1/r.hea", Header);
        _folder.Put("day1/r.dat", Samples);
        _folder.Put("n.hea", Header.Replace("r.dat", "day2/n.dat", StringComparison.Ordinal));
        _folder.Put("day2/n.dat", Samples);
        _folder.Put("day2/m.hea", Header.Replace("r.dat", "n.dat", StringComparison.Ordinal));

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "1");

        Assert.That(call.Results.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2))), Is.EqualTo(new[]
        {
            "converted day2/m.hea",
            "converted m.hea",
            "converted n.hea",
        }));
    }

    [Test]
    public void Rejects_records_that_name_themselves_or_each_other_as_segments()
    {
        _folder.Put("a.hea", "a/1 1 250 300\na 300\n");
        _folder.Put("b.hea", "b/1 1 250 300\nc 300\n");
        _folder.Put("c.hea", "c/1 1 250 300\nb 300\n");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake, "--jobs", "1");

        Assert.That(call.ResultLines, Has.Length.EqualTo(3));
        Assert.That(
            call.ResultLines.Zip(["a", "c", "b"], (line, segment) => line.StartsWith("rejected", StringComparison.Ordinal) && line.Contains($"the segment {segment}.hea has segments itself", StringComparison.Ordinal)),
            Is.All.True);
    }

    [Test]
    public void A_record_takes_away_what_its_segments_left_that_were_converted_before_it()
    {
        string[] segments = ["r_1", "r_2"];
        foreach (string segment in segments)
        {
            _folder.Put($"{segment}.hea", Header.Replace("r.dat", $"{segment}.dat", StringComparison.Ordinal));
            _folder.Put($"{segment}.dat", Samples);
        }

        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);
        Assert.That(RecordIds(), Is.EqualTo(segments));
        _folder.Put("m.hea", "m/3 1 250 700\nr_1 300\n~ 100\nr_2 300\n");

        Assert.That(EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake).Status, Is.Zero);

        Assert.That(RecordIds(), Is.EqualTo(new[] { "m" }));
        Assert.That(_folder.Snapshot().Keys, Has.All.Contains("-m.parquet"));
    }

    [Test]
    public void Refuses_a_MAT_file_and_a_record_of_one_name_and_names_both()
    {
        _folder.Put("a/r.hea", Header);
        _folder.Put("a/r.dat", Samples);
        _folder.Put("a/r.mat", Level4Bytes.Int16("val", 1, 300, new short[300]));

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(64));
        Assert.That(call.Messages, Does.Contain(Path.Combine(_folder.Raw, "a/r.dat")).And.Contain(Path.Combine(_folder.Raw, "a/r.mat")).And.Contain("'a/r'"));
    }

    [TestCase("r.hea")]
    [TestCase("r.dat")]
    public void Converts_and_inspects_a_record_by_either_of_its_files(string name)
    {
        _folder.Put("r.hea", Header);
        _folder.Put("r.dat", Samples);
        _folder.Put("r.atr", [1, 0x04, 0, 0]);
        string path = Path.Combine(_folder.Raw, name);

        Assert.That(EcgCall.Of("convert", path, "--out", _folder.Lake).Results, Does.StartWith("converted  r.hea  wfdb-16  II  300 samples  250 Hz"));
        var inspected = EcgCall.Of("inspect", path);
        Assert.That(inspected.Status, Is.Zero);
        Assert.That(inspected.Results, Does.Contain("wfdb-16")
            .And.Contain("Header r.hea: record r, 1 signal, 250 Hz, 300 samples")
            .And.Contain("Would be converted: record r, 1 lead of 300 samples, 250 Hz")
            .And.Contain("1 annotation beside it"));
    }

    [TestCase("x.edf", "is an EDF recording: convert it with edf2mit of the WFDB software")]
    [TestCase("x.csv", "is a CSV file: save the signal as a variable of a .mat file first.")]
    public void Names_what_a_folder_without_a_recording_holds_and_what_to_do(string name, string words)
    {
        _folder.Put($"sub/{name}", "x");
        _folder.Put($"sub/other-{name}", "x");
        _folder.Put("readme.txt", "x");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(64));
        Assert.That(call.Messages, Does.StartWith(
            $"ecg convert: nothing to convert: no .mat file and no WFDB record (.hea with .dat) in '{_folder.Raw}', but 2 {Path.GetExtension(name)} files: each {words}"));
    }

    [Test]
    public void Says_how_many_recordings_in_other_formats_it_passes_over()
    {
        _folder.Put("r.hea", Header);
        _folder.Put("r.dat", Samples);
        _folder.Put("a/x.edf", "x");
        _folder.Put("a/y.EDF", "x");
        _folder.Put("b/aecg.xml", "<?xml version=\"1.0\"?>\n<AnnotatedECG xmlns=\"urn:hl7-org:v3\"/>");
        _folder.Put("b/x.h5", "x");

        var call = EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);

        Assert.That(call.Status, Is.Zero);
        Assert.That(call.Messages, Does.StartWith(
            "ecg convert: passed over 2 .edf files, 1 .h5 file, 1 .xml (aECG) file: convert them to WFDB (.hea and .dat) or to .mat files first; 'ecg convert FILE' with one of them says how.\n"));
    }

    [Test]
    public void Says_nothing_of_ordinary_files_beside_recordings()
    {
        _folder.Put("r.hea", Header);
        _folder.Put("r.dat", Samples);
        foreach (string name in (string[])["readme.txt", "labels.csv", "project.xml", "r.atr", "RECORDS", ".hidden.edf"])
        {
            _folder.Put(name, "<project/>");
        }

        Assert.That(EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake).Messages, Does.Not.Contain("passed over"));
    }

    private string[] RecordIds() => [.. _folder.Query("SELECT record_id FROM {records} ORDER BY 1").Select(row => (string)row[0]!)];

    [TestCase("x.edf", "is an EDF recording: convert it with edf2mit of the WFDB software (in Python: wfdb.io.convert.read_edf, then wfdb.wrsamp), and name the .hea that it writes.")]
    [TestCase("x.EDF", "is an EDF recording")]
    [TestCase("x.atr", "is a file of WFDB annotations: name the record's .hea")]
    [TestCase("x.xml", "is an XML file")]
    public void Names_what_is_no_recording_and_what_to_do(string name, string words)
    {
        _folder.Put(name, "x");

        var call = EcgCall.Of("convert", Path.Combine(_folder.Raw, name), "--out", _folder.Lake);

        Assert.That(call.Status, Is.EqualTo(64));
        Assert.That(call.Messages, Does.Contain(words));
    }
}
