using System.Text.Json;
using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class InspectCommandTests
{
    private LakeFolder _folder = null!;

    [SetUp]
    public void SetUp() => _folder = new LakeFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void Shows_the_variables_the_header_and_what_would_be_converted()
    {
        _folder.Put("r.mat", [.. Level4Bytes.Int16("val", 2, 300, new short[600]), .. Level4Bytes.Double("fs", 1, 1, 500)]);
        _folder.Put("r.hea", "r 2 250 300\nr.mat 16+24 100(7)/mV 16 0 0 0 0 II\nr.mat 16+24 200/uV 16 0 0 0 0 V1\n# <age>: 63 <sex>: F <diagnoses>: AF\n");

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "r.mat"));

        Assert.That(call.Status, Is.Zero);
        Assert.That(call.Messages, Is.Empty);
        Assert.That(call.Results, Does.Contain("mat-v4, little-endian")
            .And.Contain("val  2x300 int16").And.Contain("fs  1x1 double  = 500")
            .And.Contain("Header r.hea: record r, 2 signals, 250 Hz, 300 samples")
            .And.Contain("Would be converted: val, 2 leads of 300 samples, 250 Hz, 1.2 s; age 63, Female, diagnoses AF")
            .And.Match(@"\| II +\| ii +\| mV +\| 100 +\| 7 +\|"));
    }

    [Test]
    public void Shows_the_first_values_of_each_lead_as_the_lake_would_have_them()
    {
        _folder.Put("r.mat", Level4Bytes.Int16("val", 2, 6, 107, 100, 207, -32768, 8, 0, 7, 50, 7, 60, 9999, 9999));
        _folder.Put("r.hea", "r 2 250 6\nr.mat 16+24 100(7)/mV 16 0 0 0 0 II\nr.mat 16+24 0.2/uV 16 0 0 0 0 V1\n");
        string file = Path.Combine(_folder.Raw, "r.mat");

        Assert.That(EcgCall.Of("inspect", file).Results, Does.Match(@"\| II .*\| 1 2 0.01 0 0 +\|").And.Match(@"\| V1 .*\| 0.5 - 0 0.25 0.3 +\|"));
        JsonElement leads = JsonDocument.Parse(EcgCall.Of("inspect", file, "--json").Results).RootElement.GetProperty("recording").GetProperty("leads");
        Assert.That(leads[0].GetProperty("first_values").GetRawText(), Is.EqualTo("[1,2,0.01,0,0]"));
        Assert.That(leads[1].GetProperty("first_values").GetRawText(), Is.EqualTo("[0.5,null,0,0.25,0.3]"));
    }

    [Test]
    public void Shows_the_counter_of_a_header_that_has_one()
    {
        _folder.Put("r.hea", "r 1 250/50(12.5) 3\nr.dat 16\n");
        _folder.Put("r.dat", [1, 0, 2, 0, 3, 0]);
        string file = Path.Combine(_folder.Raw, "r.hea");

        Assert.That(EcgCall.Of("inspect", file).Results, Does.Contain("1 signal, 250 Hz, a counter of 50 Hz from 12.5, 3 samples"));
        JsonElement header = JsonDocument.Parse(EcgCall.Of("inspect", file, "--json").Results).RootElement.GetProperty("header");
        Assert.That((header.GetProperty("counter_hz").GetDouble(), header.GetProperty("base_counter").GetDouble()), Is.EqualTo((50d, 12.5)));
    }

    [Test]
    public void Shows_a_header_whose_extension_is_in_another_case()
    {
        _folder.Put("X.MAT", Level4Bytes.Int16("val", 1, 300, new short[300]));
        _folder.Put("X.HEA", "X 1 250 300\nX.MAT 16+24 100(7)/mV 16 0 0 0 0 II\n");

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "X.MAT"));

        Assert.That(call.Results, Does.Contain("Header X.HEA: record X, 1 signal, 250 Hz, 300 samples").And.Contain("val, 1 lead of 300 samples"));
    }

    [Test]
    public void Says_why_a_file_would_be_rejected_and_still_shows_its_variables()
    {
        _folder.Put("r.mat", [.. Level4Bytes.Double("a", 2, 200, new double[400]), .. Level4Bytes.Double("b", 2, 200, new double[400])]);

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "r.mat"));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(call.Results, Does.Contain("a  2x200 double").And.Contain("Would be rejected: ambiguous-signal"));
    }

    [Test]
    public void Shows_what_stands_before_the_damage()
    {
        byte[] whole = Level4Bytes.Double("val", 2, 300, new double[600]);
        _folder.Put("r.mat", [.. Level4Bytes.Double("fs", 1, 1, 500), .. whole.AsSpan(0, 100)]);

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "r.mat"), "--json");

        JsonElement json = JsonDocument.Parse(call.Results).RootElement;
        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(json.GetProperty("variables")[0].GetProperty("name").GetString(), Is.EqualTo("fs"));
        Assert.That(json.GetProperty("rejected").GetProperty("reason").GetString(), Is.EqualTo("corrupt-file"));
        Assert.That(json.GetProperty("recording").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [Test]
    public void Writes_one_json_object_on_one_line()
    {
        _folder.Put("r.mat", [.. Level4Bytes.Int16("val", 1, 300, new short[300]), .. Level4Bytes.Double("x", 1, 2, double.NaN, 2)]);

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, "r.mat"), "--json");

        Assert.That(call.ResultLines, Has.Length.EqualTo(1));
        JsonElement json = JsonDocument.Parse(call.Results).RootElement;
        Assert.That(json.GetProperty("variables")[1].GetProperty("values").GetRawText(), Is.EqualTo("[null,2]"));
        Assert.That(json.GetProperty("recording").GetProperty("leads")[0].GetProperty("lead").GetString(), Is.EqualTo("ecg"));
        Assert.That(json.GetProperty("rejected").ValueKind, Is.EqualTo(JsonValueKind.Null));
    }

    [TestCase("missing.mat", "does not exist")]
    [TestCase("", "is a folder")]
    [TestCase("r.hea", "is a header")]
    public void Refuses_what_is_no_recording_in_one_line(string name, string expected)
    {
        _folder.Put("r.hea", "r 1\nr.mat 16\n");

        var call = EcgCall.Of("inspect", Path.Combine(_folder.Raw, name));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain(expected));
    }
}
