using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Ecg.Cli.Reporting;
using Ecg.Tests.Cli;
using Ecg.Tests.Lake;
using NUnit.Framework;

namespace Ecg.Tests.Reporting;

public sealed partial class LakeReportTests
{
    private static readonly string[] Fetching =
        ["src", "srcset", "data", "poster", "action", "formaction", "background", "ping", "manifest", "cite", "style", "xlink:href", "http-equiv"];

    private HostileLake _lake = null!;
    private string _html = null!;
    private ReportPage _page = null!;

    [OneTimeSetUp]
    public void OneTimeSetUp()
    {
        _lake = new HostileLake();
        _html = _lake.Report();
        _page = ReportPage.Parse(_html);
    }

    [OneTimeTearDown]
    public void OneTimeTearDown() => _lake.Dispose();

    [Test]
    public void Has_every_recording_with_what_is_known_of_it()
    {
        string[][] rows = [.. _page.Section("recordings").Descendants("tbody").Single().Elements("tr").Select(Cells)];

        Assert.That(rows, Has.Length.EqualTo(2));
        Assert.That(rows[0], Is.EqualTo(new[]
        {
            $"<b> {HostileLake.Script}", $"bad <b>/{HostileLake.Script}.hea names \"x.mat\", not this file flat line: 100.0 % in V\"><i>", "sinus rhythm (426783006)",
            "150 bpm", "2: II, V\"><i>", "250 Hz", "10 s", "60 years", "mat-v4",
        }));
        Assert.That(rows[1][..2], Is.EqualTo(new[]
        {
            $"{HostileLake.Quotes} {HostileLake.Quotes}", "suspect unknown unit unknown sampling rate",
        }));
        Assert.That(rows[1][3..], Is.EqualTo(new[] { "not stated", "1: ecg", "not stated", "700 samples", "not stated", "mat-v4" }));
    }

    [Test]
    public void Has_every_rejected_file_with_reason_and_detail()
    {
        string[][] rows = [.. _page.Section("rejected").Descendants("tbody").Single().Elements("tr").Select(Cells)];

        Assert.That(rows, Has.Length.EqualTo(1));
        Assert.That(rows[0][..2], Is.EqualTo(new[] { $"<b> {HostileLake.Broken}", "unsupported-format" }));
        Assert.That(rows[0][2], Does.Contain("not a MAT-file").And.Contain("file://"));
    }

    [Test]
    public void Counts_what_was_found_at_places_of_the_recordings() =>
        Assert.That(_page.Section("totals").Descendants("p").Single().Value, Does.StartWith("Annotations by kind: ").And.Contain("flat 1"));

    [Test]
    public void Adds_up()
    {
        var totals = _page.Section("totals").Descendants("div").ToDictionary(
            entry => entry.Element("dt")!.Value, entry => entry.Element("dd")!.Element("strong")!.Value);

        Assert.That(totals, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["Recordings"] = "2",
            ["Good"] = "0",
            ["Suspect"] = "1",
            ["Bad"] = "1",
            ["Rejected files"] = "1",
            ["Leads"] = "3",
        }));
    }

    [Test]
    public void Writes_the_same_page_again() => Assert.That(_lake.Report(), Is.EqualTo(_html));

    [Test]
    public void Shows_no_more_than_asked_for_and_says_so()
    {
        var page = ReportPage.Parse(_lake.Report("--limit", "1"));

        Assert.That(page.Named("article").Count(), Is.EqualTo(1));
        Assert.That(page.Section("recordings").Value, Does.Contain("These are the worst 1 of 2"));
        Assert.That(page.Section("totals").Value, Does.Contain("2"));
    }

    [Test]
    public void Says_so_where_there_is_nothing()
    {
        string empty = Directory.CreateTempSubdirectory("ecg-report-").FullName;
        try
        {
            using var database = LakeDatabase.Open(empty);
            using var destination = new MemoryStream();
            new LakeReport(database, empty).Write(destination, 10, default);
            var page = ReportPage.Parse(Encoding.UTF8.GetString(destination.ToArray()));

            Assert.That(page.Section("recordings").Value, Does.Contain("no recordings yet"));
            Assert.That(page.Section("rejected").Value, Does.Contain("No file was rejected"));
            AssertLinksLead(page);
        }
        finally
        {
            Directory.Delete(empty, recursive: true);
        }
    }

    [Test]
    public void Shows_the_others_where_the_samples_of_one_recording_are_damaged()
    {
        using var lake = new HostileLake();
        File.WriteAllText(Directory.GetFiles(lake.Path, "*script*.parquet", SearchOption.AllDirectories).Single(file => file.Contains("samples", StringComparison.Ordinal)), "no Parquet");

        XElement[] articles = ReportPage.Parse(lake.Report()).Named("article").ToArray();

        Assert.That(articles[0].Value, Does.Contain("No strip: ").And.Contain("Convert its recording again"));
        Assert.That(articles[1].Descendants("svg").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Fetches_nothing_and_runs_nothing()
    {
        string[] suspects = ["link", "img", "iframe", "object", "embed", "base", "form", "video", "audio", "image", "use"];

        Assert.That(_page.Elements.Select(element => element.Name.LocalName), Has.None.AnyOf(suspects));
        foreach (XAttribute? attribute in _page.Elements.Attributes().Where(attribute => attribute.Parent!.Name != "meta"))
        {
            Assert.That(attribute.Name.LocalName, Has.None.AnyOf(Fetching).And.Not.StartWith("on"), attribute.ToString());
            Assert.That(attribute.Name.LocalName != "href" || attribute.Value.StartsWith('#'), attribute.ToString());
            Assert.That(UrlInStyle().Matches(attribute.Value).Select(match => match.Groups[1].Value), Has.All.StartWith("#"));
        }

        Assert.That(_page.Style, Does.Not.Contain("url(").And.Not.Contain("@import"));
        XElement script = _page.Named("script").Single();
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.Value)));
        Assert.That(script.Attributes(), Is.Empty);
        Assert.That(
            _page.Named("meta").Select(meta => (string?)meta.Attribute("content")),
            Has.Some.EqualTo($"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'"));
    }

    [Test]
    public void Shows_the_worst_first()
    {
        Assert.That(_page.Section("recordings").Descendants("tbody").Single().Elements("tr").Select(row => (string?)row.Attribute("data-quality")), Is.EqualTo(new[] { "bad", "suspect" }));
        Assert.That(_page.Named("article").Select(article => article.Descendants("span").First().Value), Is.EqualTo(new[] { "bad", "suspect" }));
    }

    [Test]
    public void Shows_the_worst_lead_where_it_is_at_fault()
    {
        using var folder = new LakeFolder();
        short[] samples = [.. Enumerable.Range(0, 15000).SelectMany(i => new[] { Beat(i), i is >= 9000 and < 12000 ? (short)0 : Beat(i + 3) })];
        folder.Put("set/late.mat", Level4Bytes.Int16("val", 2, 15000, samples));
        folder.Put("set/late.hea", "late 2 250 15000\nlate.mat 16+24 200/mV 16 0 0 0 0 II\nlate.mat 16+24 200/mV 16 0 0 0 0 V1\n");
        Assert.That(EcgCall.Of("convert", folder.Raw, "--out", folder.Lake).Status, Is.Zero);

        XElement article = ReportOf(folder.Lake).Named("article").Single();

        XElement strip = article.Descendants("svg").Single();
        XElement defect = strip.Elements("rect").Single(rect => (string?)rect.Attribute("class") == "defect");
        Assert.Multiple(() =>
        {
            Assert.That(article.Descendants("figcaption").Single().Value, Does.Match(@"^Lead V1, 34\.\d+ to 39\.\d+ s of 60 s, flat line from 3[56][.\d]* to 4[78][.\d]* s; 25 mm/s, 10 mm/mV$"));
            Assert.That((double)defect.Attribute("x")! / 20, Is.EqualTo(15 + (25 * 1.25)).Within(1), "a quarter of the strip comes before");
            Assert.That((double)defect.Attribute("width")! / 20, Is.EqualTo(25 * 3.75).Within(1));
        });

        // A beat a second: an R wave of 1 mV and a T wave.
        static short Beat(int sample) => (short)((200 * Math.Exp(-Math.Pow(((sample % 250) - 60) / 4.0, 2))) + (50 * Math.Exp(-Math.Pow(((sample % 250) - 130) / 14.0, 2))) + (5 * Math.Sin(sample * 0.9)));
    }

    [Test]
    public void Counts_quality_by_dataset_and_by_lead()
    {
        XElement[] tables = [.. _page.Section("quality").Descendants("table")];

        Assert.That(tables[0].Element("tbody")!.Elements("tr").Select(Cells), Is.EqualTo(new[]
        {
            new[] { "<b>", "", "1", "0", "0" },
            [HostileLake.Quotes, "", "0", "1", "0"],
        }));
        Assert.That(tables[1].Element("tbody")!.Elements("tr").Select(row => Cells(row)[0]), Is.EquivalentTo(new[] { "V\"><i>", "II", "ecg" }));
        Assert.That((string?)tables[0].Descendants("svg").First().Attribute("aria-label"), Is.EqualTo("100 % of 1 recordings bad, 0 % suspect"));
        Assert.That(tables[0].Descendants("rect").Select(rect => $"{(string?)rect.Attribute("class")} {(string?)rect.Attribute("width")}"), Is.EqualTo(new[] { "bar-bad 100", "bar-suspect 100" }));
    }

    [Test]
    public void Lists_leads_of_one_quality_as_the_recordings_have_them()
    {
        using var folder = new LakeFolder();
        folder.Put("set/twelve.mat", Level4Bytes.Int16("val", 12, 100, new short[1200]));
        Assert.That(EcgCall.Of("convert", folder.Raw, "--out", folder.Lake).Status, Is.Zero);

        XElement leads = ReportOf(folder.Lake).Section("quality").Descendants("table").Last();

        Assert.That(
            leads.Element("tbody")!.Elements("tr").Select(row => Cells(row)[0]),
            Is.EqualTo(Enumerable.Range(1, 12).Select(i => $"ch{i}")));
    }

    [Test]
    public void Every_link_leads_to_one_place() => AssertLinksLead(_page);

    [Test]
    public void Headings_go_down_one_level_at_a_time()
    {
        int[] levels = [.. _page.Elements.Where(element => Heading().IsMatch(element.Name.LocalName)).Select(element => element.Name.LocalName[1] - '0')];

        Assert.That(levels[0], Is.EqualTo(1));
        Assert.That(levels.Count(level => level == 1), Is.EqualTo(1));
        Assert.That(levels.Zip(levels.Skip(1), (before, after) => after - before), Has.All.LessThanOrEqualTo(1));
    }

    [Test]
    public void Says_in_words_what_the_page_and_each_table_and_strip_show()
    {
        Assert.That((string?)_page.Document.Root!.Attribute("lang"), Is.EqualTo("en"));
        Assert.That(_page.Named("title").Single().Value, Is.EqualTo($"ECG report: {_lake.Path}"));
        Assert.That(_page.Named("table"), Has.All.Matches<XElement>(table => table!.Elements("caption").Single().Value.Length > 0));
        Assert.That(_page.Named("th"), Has.All.Matches<XElement>(cell => (string?)cell!.Attribute("scope") is "col" or "row"));
        string[] texts = [.. _page.Named("article").Descendants("svg").Select(svg => $"{(string?)svg.Attribute("role")} {(string?)svg.Attribute("aria-label")}")];
        Assert.That(texts, Is.EqualTo(new[]
        {
            "img ECG strip of lead V\"><i>, the first 5 s of 10 s: a flat line at 0 mV, flat line from 0 to 10 s.",
            "img ECG strip of lead ecg, all of 700 samples: between -100 and 100 adu, median 0 adu.",
        }));
    }

    [Test]
    public void States_the_scale_and_keeps_it()
    {
        using var folder = new LakeFolder();
        folder.Put("set/sine.mat", Level4Bytes.Int16("val", 1, 2500, [.. Enumerable.Range(0, 2500).Select(i => (short)Math.Round(100 * Math.Sin(i * Math.PI / 50)))]));
        folder.Put("set/sine.hea", "sine 1 250 2500\nsine.mat 16+24 100/mV 16 0 0 0 0 II\n");
        Assert.That(EcgCall.Of("convert", folder.Raw, "--out", folder.Lake).Status, Is.Zero);

        XElement strip = ReportOf(folder.Lake).Named("svg").Single(svg => ((string?)svg.Attribute("aria-label") ?? "").Contains("lead II", StringComparison.Ordinal));
        double[] view = strip.Attribute("viewBox")!.Value.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        (int[]? xs, int[]? ys) = Trace(strip);

        Assert.That(strip.Parent!.Element("figcaption")!.Value, Does.StartWith("Lead II, the first 5 s of 10 s").And.EndsWith("; 25 mm/s, 10 mm/mV"));
        Assert.That(strip.Attribute("width")!.Value, Is.EqualTo("140mm"));
        double unitsPerMillimetre = view[2] / 140;
        Assert.That((xs.Max() - xs.Min()) / unitsPerMillimetre, Is.EqualTo(25 * 5).Within(0.2));
        Assert.That((ys.Max() - ys.Min()) / unitsPerMillimetre, Is.EqualTo(10 * 2).Within(0.1));
        Assert.That(ys.Min(), Is.GreaterThan(0));
        Assert.That(ys.Max(), Is.LessThan(view[3]));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void Every_colour_of_text_stands_out_from_what_is_behind_it(bool isDark)
    {
        IReadOnlyList<(string Name, string Text, string Behind)> pairs = PageColours.PairsOf(_page.Style, isDark);

        Assert.That(pairs, Has.Count.GreaterThan(10));
        foreach ((string? name, string? text, string? behind) in pairs)
        {
            Assert.That(PageColours.Contrast(text, behind), Is.GreaterThanOrEqualTo(4.5), $"{name}: {text} on {behind}");
        }
    }

    [Test]
    public void Every_call_that_it_recommends_works_in_a_shell_as_it_stands()
    {
        string[] calls = [.. _page.Section("next").Descendants("code").Select(code => code.Value)];

        Assert.That(calls, Has.Length.EqualTo(5));
        foreach (string? call in calls.Where(call => !call.StartsWith("ecg convert", StringComparison.Ordinal)))
        {
            string[] words = Words(call.Replace("recording.svg", Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.svg"), StringComparison.Ordinal));
            var answer = EcgCall.Of(words[1..]);
            Assert.That(answer.Status, Is.Zero, $"{call}: {answer.Messages}");
            File.Delete(words[^1]);
        }
    }

    [Test]
    public void Refuses_a_lake_and_a_page_that_cannot_be()
    {
        Assert.That(EcgCall.Of("report", "--lake", "/nowhere/lake", "--out", "x.html").Messages, Does.StartWith("ecg report: there is no lake at '/nowhere/lake'"));
        Assert.That(EcgCall.Of("report", "--lake", _lake.Path, "--out", "/nowhere/x.html"), Is.EqualTo(
            new EcgCall(ExitStatus.UsageError, "", "ecg report: the folder of '/nowhere/x.html' does not exist; create it, or choose another path for --out.\n")));
        Assert.That(EcgCall.Of("report", "--lake", _lake.Path, "--out", "x.html", "--limit", "0").Messages, Does.Contain("--limit takes a whole number of recordings, 1 or more, not '0'."));
    }

    private static ReportPage ReportOf(string lake)
    {
        using var database = LakeDatabase.Open(lake);
        using var destination = new MemoryStream();
        new LakeReport(database, lake).Write(destination, 10, default);
        return ReportPage.Parse(Encoding.UTF8.GetString(destination.ToArray()));
    }

    private static void AssertLinksLead(ReportPage page)
    {
        string[] ids = [.. page.Elements.Attributes("id").Select(id => id.Value)];
        Assert.That(ids, Is.Unique);
        Assert.That(page.Named("a").Select(link => link.Attribute("href")!.Value), Is.SubsetOf(ids.Select(id => $"#{id}")));
    }

    private static string[] Cells(XElement row) =>
        [.. row.Elements().Select(cell => Blanks().Replace(string.Join(' ', cell.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim())), " ").Trim())];

    private static (int[] Xs, int[] Ys) Trace(XElement strip)
    {
        string data = strip.Elements("path").Single(path => path.Attribute("class")!.Value == "trace").Attribute("d")!.Value;
        int[] numbers = [.. Number().Matches(data).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture))];
        (int[]? xs, int[]? ys) = (new int[numbers.Length / 2], new int[numbers.Length / 2]);
        for (int point = 0; point < xs.Length; point++)
        {
            xs[point] = numbers[2 * point] + (point == 0 ? 0 : xs[point - 1]);
            ys[point] = numbers[(2 * point) + 1] + (point == 0 ? 0 : ys[point - 1]);
        }

        return (xs, ys);
    }

    private static string[] Words(string call)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The calls are written for a POSIX shell.");
        }

        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf '%s\\n' {call}"]) { RedirectStandardOutput = true })!;
        string[] words = shell.StandardOutput.ReadToEnd().TrimEnd('\n').Split('\n');
        shell.WaitForExit();
        return words;
    }

    [GeneratedRegex(@"url\(([^)]*)\)")]
    private static partial Regex UrlInStyle();

    [GeneratedRegex("^h[1-6]$")]
    private static partial Regex Heading();

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
