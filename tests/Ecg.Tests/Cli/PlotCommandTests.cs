using Ecg.Cli.Invocation;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Cli;

public sealed class PlotCommandTests
{
    private LakeFolder _folder = null!;
    private string _picture = null!;

    [OneTimeSetUp]
    public void OneTimeSetUp()
    {
        _folder = new LakeFolder();
        _picture = Path.Combine(_folder.Raw, "plot.svg");
        byte[] wave = Level4Bytes.Int16("val", 1, 3000, [.. Enumerable.Range(0, 3000).Select(i => (short)(100 * Math.Sin(i / 20.0)))]);
        foreach (string? key in new[] { "alpha/A0001.mat", "alpha/sub/B0001.mat", "beta/A0001.mat", "beta/unknown.mat" })
        {
            _folder.Put(key, wave);
        }

        foreach (string? key in new[] { "alpha/A0001", "alpha/sub/B0001", "beta/A0001" })
        {
            string name = Path.GetFileName(key);
            _folder.Put($"{key}.hea", $"{name} 1 250 3000\n{name}.mat 16+24 100/mV\n# Dx: 426783006\n");
        }

        // A pulse of 1 mV every 0.8 s.
        _folder.Put("gamma/beats.mat", Level4Bytes.Int16("val", 1, 3000, [.. Enumerable.Range(0, 3000).Select(i => (short)Math.Max(0, 100 - (20 * Math.Abs((i % 200) - 100))))]));
        _folder.Put("gamma/beats.hea", "beats 1 250 3000\nbeats.mat 16+24 100/mV\n");

        // The same, whose electrode is off from 4 to 7 s and which misses samples from 8 to 9 s.
        _folder.Put("gamma/defects.mat", Level4Bytes.Int16("val", 1, 3000, [.. Enumerable.Range(0, 3000).Select(i =>
            (short)(i is >= 1000 and < 1750 ? 3 : i is >= 2000 and < 2250 ? short.MinValue : Math.Max(i * 7 % 5, 100 - (20 * Math.Abs((i % 200) - 100)))))]));
        _folder.Put("gamma/defects.hea", "defects 1 250 3000\ndefects.mat 16+24 100/mV\n");

        EcgCall.Of("convert", _folder.Raw, "--out", _folder.Lake);
    }

    [OneTimeTearDown]
    public void OneTimeTearDown() => _folder.Dispose();

    [TestCase("alpha/A0001", "alpha/A0001: 1 lead, drew 10 of 12 s")]
    [TestCase("sub/B0001", "alpha/sub/B0001: 1 lead, drew 10 of 12 s")]
    [TestCase("B0001", "alpha/sub/B0001: 1 lead, drew 10 of 12 s")]
    [TestCase("alpha/sub/B0001", "alpha/sub/B0001: 1 lead, drew 10 of 12 s")]
    [TestCase("unknown", "beta/unknown: 1 lead, drew 2500 of 3000 samples")]
    public void Draws_the_one_recording_that_is_meant(string name, string expected)
    {
        File.Delete(_picture);

        EcgCall call = Plot(name);

        Assert.That(call, Is.EqualTo(new EcgCall(0, "", $"{expected} -> {_picture}\n")));
        Assert.That(File.ReadAllText(_picture), Does.StartWith("<").And.Contain("</svg>"));
    }

    [Test]
    public void Names_what_lowers_the_quality_of_the_whole_recording()
    {
        Plot("unknown");

        Assert.That(File.ReadAllText(_picture), Does.Contain("Quality suspect (unknown unit; unknown sampling rate; clipping: 9.1 % in ecg)"));
    }

    [Test]
    public void Marks_the_beats_where_it_is_asked_to_and_states_the_heart_rate()
    {
        Plot("beats");
        string without = File.ReadAllText(_picture);
        Plot("beats", "--beats");

        Assert.That(without, Does.Contain("75 bpm").And.Not.Contain("1B5FC4").IgnoreCase);
        Assert.That(File.ReadAllText(_picture), Does.Contain("75 bpm").And.Contain("1B5FC4").IgnoreCase);
    }

    [Test]
    public void Hatches_the_stretches_that_the_lake_has_of_a_lead()
    {
        Plot("defects");
        string whole = File.ReadAllText(_picture);
        Plot("defects", "--start", "9.5", "--duration", "2");

        Assert.That(whole, Does.Contain("9A9AA8").IgnoreCase.And.Contain(">flat<").And.Contain(">missing<"));
        Assert.That(File.ReadAllText(_picture), Does.Not.Contain("9A9AA8").IgnoreCase, "the stretches lie before this part");
    }

    [Test]
    public void Draws_a_part_as_far_as_the_recording_goes()
    {
        Assert.That(Plot("alpha/A0001", "--start", "2", "--duration", "4").Messages, Does.Contain(" drew 4 of 12 s"));
        Assert.That(Plot("alpha/A0001", "--start", "10", "--duration", "60").Messages, Does.Contain(" drew 2 of 12 s"));
    }

    [Test]
    public void Writes_a_png_by_its_name()
    {
        string file = Path.ChangeExtension(_picture, ".PNG");

        Assert.That(EcgCall.Of("plot", "B0001", "--lake", _folder.Lake, "--out", file).Status, Is.Zero);
        Assert.That(File.ReadAllBytes(file)[..4], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47 }));
    }

    [Test]
    public void Draws_a_file_without_a_lake()
    {
        string file = Path.Combine(_folder.Raw, "alpha", "A0001.mat");
        var call = EcgCall.Of("plot", file, "--out", _picture);

        Assert.That(call, Is.EqualTo(new EcgCall(0, "", $"default/A0001: 1 lead, drew 10 of 12 s -> {_picture}\n")));
        Assert.That(File.ReadAllText(_picture), Does.Contain("sinus rhythm").And.Contain("Not for diagnosis"));
    }

    [Test]
    public void Says_why_a_file_cannot_be_drawn()
    {
        _folder.Put("broken.mat", "no MAT-file");

        var call = EcgCall.Of("plot", Path.Combine(_folder.Raw, "broken.mat"), "--out", _picture);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.Rejected));
        Assert.That(call.Messages, Does.Match("^ecg plot: '.*broken.mat' was rejected, [a-z-]+: "));
    }

    [Test]
    public void Goes_on_over_the_pages_of_a_PDF()
    {
        string file = Path.ChangeExtension(_picture, ".pdf");

        var call = EcgCall.Of("plot", "B0001", "--lake", _folder.Lake, "--out", file, "--duration", "12", "--speed", "200");

        Assert.That(call.Messages, Does.Contain("drew 12 of 12 s"));
        int pages = System.Text.RegularExpressions.Regex.Count(System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)), "/Type /Page\\b");
        Assert.That(pages, Is.GreaterThan(1));
    }

    [Test]
    public void Draws_the_leads_that_are_asked_for_and_names_those_that_are_there()
    {
        Assert.That(Plot("B0001", "--leads", "ECG").Status, Is.Zero);
        Assert.That(Plot("B0001", "--leads", "V9").Messages, Is.EqualTo("ecg plot: 'alpha/sub/B0001' has no lead 'V9'; its leads are ecg.\n"));
    }

    [Test]
    public void Says_which_speed_and_which_gain_are_asked_for()
    {
        Assert.That(Plot("B0001", "--speed", "50", "--amplitude", "5").Status, Is.Zero);
        Assert.That(File.ReadAllText(_picture), Does.Contain("50 mm/s   5 mm/mV"));
    }

    [Test]
    public void Asks_for_a_lake_where_the_name_is_no_file() =>
        Assert.That(EcgCall.Of("plot", "B0001", "--out", _picture).Messages, Does.Contain("no lake given: use --lake LAKE or set ECG_LAKE."));

    [TestCase("A0001", "'A0001' matches several recordings: 'alpha/A0001', 'beta/A0001'; name one of them.")]
    [TestCase("C0001", "there is no recording 'C0001' in the lake. Did you mean 'A0001', 'B0001'")]
    [TestCase("nothing like it", "there is no recording 'nothing like it' in the lake; 'ecg query --lake LAKE")]
    public void Refuses_a_name_that_does_not_tell_which(string name, string expected)
    {
        EcgCall call = Plot(name);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith($"ecg plot: {expected}"));
    }

    [TestCase(new[] { "--start", "13" }, "'alpha/A0001' is 12 s long: --start 13 is past the end.")]
    [TestCase(new[] { "--start", "-1" }, "--start takes a number of seconds, 0 or more, not '-1'.")]
    [TestCase(new[] { "--duration", "0" }, "--duration takes a number of seconds above 0, not '0'.")]
    public void Refuses_a_part_that_the_recording_does_not_have(string[] part, string expected)
    {
        EcgCall call = Plot("alpha/A0001", part);

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.StartWith($"ecg plot: {expected}"));
    }

    [Test]
    public void Refuses_seconds_where_the_rate_is_unknown() =>
        Assert.That(Plot("unknown", "--start", "1").Messages, Does.Contain("the sampling rate of 'beta/unknown' is unknown"));

    [TestCase("plot.jpg", "--out takes a name that ends in .png, .svg or .pdf")]
    [TestCase("missing/plot.png", "does not exist; create it, or choose another path for --out.")]
    [TestCase("file.txt/plot.png", "file.txt' is a file; --out takes a folder.")]
    [TestCase("file.txt/x/plot.png", "file.txt' is a file; choose another path for --out.")]
    public void Refuses_a_picture_that_cannot_be(string name, string expected)
    {
        _folder.Put("file.txt", "no folder");
        var call = EcgCall.Of("plot", "B0001", "--lake", _folder.Lake, "--out", Path.Combine(_folder.Raw, name));

        Assert.That(call.Status, Is.EqualTo(ExitStatus.UsageError));
        Assert.That(call.Messages, Does.Contain(expected));
    }

    private EcgCall Plot(string name, params string[] part) =>
        EcgCall.Of(["plot", name, "--lake", _folder.Lake, "--out", _picture, .. part]);
}
